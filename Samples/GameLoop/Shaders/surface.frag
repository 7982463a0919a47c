#version 450
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"
#include "cube.glsl"

layout(location = 0) in vec3 worldPosition;
layout(location = 1) in vec3 worldNormal;
layout(location = 2) in vec3 worldTangent;
layout(location = 3) in vec2 uv;

layout(push_constant) uniform Draw { uint isFloor; } draw;

layout(set = 1, binding = 0) uniform sampler2D albedoMap;
layout(set = 1, binding = 1) uniform sampler2D normalMap;
layout(set = 1, binding = 2) uniform sampler2D heightMap;
layout(set = 1, binding = 3) uniform sampler2D roughnessMap;
layout(set = 1, binding = 4) uniform sampler2D metallicMap;
layout(set = 1, binding = 5) uniform sampler2D occlusionMap;

layout(location = 0) out vec4 colour;

// The highest point stands this share of the side above the lowest, as MaterialMapSettings.HeightInTexels has it by default.
const float Relief = 1.0 / 24.0;
const int ReliefSteps = 5;

// Where the eye's ray meets the height map below the surface: steps, then the chord of the last one. view: in tangent space, to the eye.
vec2 sink(vec2 start, vec3 view, float lod)
{
    vec2 stretch = vec2(-view.x, view.y) / max(view.z, 0.25) * Relief;
    float depthBefore = 0.0;
    float gapBefore = 1.0 - textureLod(heightMap, start, lod).r;
    for (int i = 1; i <= ReliefSteps; i++)
    {
        float depth = float(i) / float(ReliefSteps);
        float gap = 1.0 - textureLod(heightMap, start + stretch * depth, lod).r - depth;
        if (gap <= 0.0)
        {
            return start + stretch * mix(depthBefore, depth, gapBefore / max(gapBefore - gap, 1e-4));
        }

        depthBefore = depth;
        gapBefore = gap;
    }

    return start + stretch;
}

// Karis 2014, "Physically Based Shading on Mobile": the split-sum factor of the environment.
vec3 environmentFactor(vec3 reflectance, float roughness, float cosView)
{
    vec4 r = roughness * vec4(-1.0, -0.0275, -0.572, 0.022) + vec4(1.0, 0.0425, 1.04, -0.04);
    float a = min(r.x * r.x, exp2(-9.28 * cosView)) * r.x + r.y;
    vec2 ab = vec2(-1.04, 1.04) * a + r.zw;
    return reflectance * ab.x + ab.y;
}

// GGX, Smith (Hammon 2017, slide 83) and Schlick: what the sun's light leaves as a highlight, times cosLight.
vec3 highlight(vec3 normal, vec3 view, vec3 light, vec3 reflectance, float roughness, float cosLight, float cosView)
{
    vec3 halfway = normalize(view + light);
    float alpha = roughness * roughness;
    float cosHalf = max(dot(normal, halfway), 0.0);
    float bell = cosHalf * cosHalf * (alpha * alpha - 1.0) + 1.0;
    float distribution = alpha * alpha / (Pi * bell * bell);
    float visibility = 0.5 / mix(2.0 * cosLight * cosView, cosLight + cosView, alpha);
    vec3 fresnel = reflectance + (1.0 - reflectance) * pow(1.0 - max(dot(view, halfway), 0.0), 5.0);
    return distribution * visibility * fresnel * cosLight;
}

void main()
{
    bool isFloor = draw.isFloor != 0;
    vec3 toEye = frame.eye.xyz - worldPosition;
    float eyeDistance = length(toEye);
    vec3 view = toEye / eyeDistance;
    vec3 sun = frame.sunDirection.xyz;

    vec3 n = normalize(worldNormal);
    vec3 t = normalize(worldTangent - n * dot(n, worldTangent));
    mat3 tangentSpace = mat3(t, cross(n, t), n);

    vec2 dx = dFdx(uv);
    vec2 dy = dFdy(uv);
    float texels = float(textureSize(heightMap, 0).x);
    float lod = 0.5 * log2(max(dot(dx, dx), dot(dy, dy)) * texels * texels + 1e-8);
    vec2 at = lod < 2.5 ? sink(uv, view * tangentSpace, max(lod - 1.0, 0.0)) : uv;

    vec3 albedo = textureGrad(albedoMap, at, dx, dy).rgb;
    float roughness = clamp(textureGrad(roughnessMap, at, dx, dy).r, 0.06, 1.0);
    float metallic = textureGrad(metallicMap, at, dx, dy).r;
    float open = textureGrad(occlusionMap, at, dx, dy).r;
    vec3 normal = normalize(tangentSpace * (textureGrad(normalMap, at, dx, dy).rgb * 2.0 - 1.0));

    // What varies within a pixel makes it rougher (Tokuyoshi and Kaplanyan 2019), so that highlights do not sparkle.
    vec3 bend = abs(dFdx(normal)) + abs(dFdy(normal));
    roughness = sqrt(sqrt(min(pow(roughness, 4.0) + min(0.25 * dot(bend, bend), 0.18), 1.0)));

    float cosView = clamp(dot(normal, view), 0.02, 1.0);
    float cosLight = max(dot(normal, sun), 0.0);
    vec3 reflectance = mix(vec3(0.04), albedo, metallic);
    vec3 diffuse = albedo * (1.0 - metallic);

    vec3 mean = textureLod(albedoMap, vec2(0.5), 16.0).rgb;
    vec3 floorMean = isFloor ? vec3(0.0) : mean;
    vec3 floorLight = frame.sunRadiance.rgb * sun.y / Pi + mix(Horizon, Zenith, 0.45);
    vec3 mirrored = reflect(-view, normal);
    vec3 seen;
    float lit = 1.0;
    if (isFloor)
    {
        lit = coneVisibility(worldPosition, sun, 14.0);
        open *= skyVisibility(worldPosition);
        mirrored.y = max(mirrored.y, 0.02);
        float free = roughness > 0.75 ? 1.0 : coneVisibility(worldPosition, normalize(mirrored), mix(30.0, 1.5, roughness));
        vec3 cubeLight = mean * (0.35 * frame.sunRadiance.rgb / Pi + 0.6 * Horizon);
        seen = mix(cubeLight, skyRadiance(mirrored, roughness), free);
    }
    else
    {
        // The mirrored ray meets the floor where the floor's own picture lies; further away and rougher means blurred.
        float fall = max(-mirrored.y, 0.05);
        float travelled = worldPosition.y / fall;
        vec2 hit = (worldPosition.xz + mirrored.xz * travelled) / frame.cubeShape.w;
        float blur = log2(1.0 + texels * travelled * (0.02 + roughness * roughness) / frame.cubeShape.w);
        vec3 ground = textureLod(albedoMap, hit, blur).rgb * floorLight * smoothstep(0.0, 0.9, travelled + 0.25);
        float edge = mix(0.03, 0.55, roughness);
        seen = mix(ground, skyRadiance(mirrored, roughness), smoothstep(-edge, edge, mirrored.y));
        lit = smoothstep(-0.02, 0.12, dot(n, sun));
        floorMean *= mix(0.35, 1.0, smoothstep(0.0, 1.2, worldPosition.y));
    }

    // Lagarde and de Rousiers 2014, "Moving Frostbite to PBR": occlusion of what is mirrored.
    float mirrorOpen = clamp(pow(cosView + open, exp2(-16.0 * roughness - 1.0)) - 1.0 + open, 0.0, 1.0);
    vec3 radiance = (diffuse / Pi * cosLight + highlight(normal, view, sun, reflectance, roughness, cosLight, cosView)) * frame.sunRadiance.rgb * lit;
    radiance += diffuse * skyIrradiance(normal, floorMean * floorLight) * open;
    radiance += environmentFactor(reflectance, roughness, cosView) * seen * mirrorOpen;

    if (isFloor)
    {
        vec3 haze = skyRadiance(normalize(vec3(-view.x, 0.0, -view.z)), 0.25);
        radiance = mix(haze, radiance, exp2(-pow(eyeDistance * 0.055, 3.0)));
    }

    colour = vec4(dither(toneMap(radiance), gl_FragCoord.xy), 1.0);
}
