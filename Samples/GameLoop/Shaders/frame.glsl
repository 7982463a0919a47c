// What every shader knows of the frame, and the environment that lights it. Scene/FrameUniforms.cs has the same layout.
layout(set = 0, binding = 0, std140) uniform Frame
{
    mat4 viewProjection;
    mat4 inverseViewProjection;
    mat4 cube;          // rigid: from the cube's own space to the world
    vec4 eye;           // xyz
    vec4 sunDirection;  // xyz, towards the sun
    vec4 sunRadiance;   // rgb
    vec4 cubeShape;     // x: half of the side without the rounding, y: radius of the rounding, z: exposure, w: texture tile in metres
} frame;

const float Pi = 3.14159265;

// Late afternoon: zenith, horizon, and a bank of bright cloud opposite the sun, which gives metals something to mirror.
const vec3 Zenith = vec3(0.085, 0.165, 0.33);
const vec3 Horizon = vec3(0.40, 0.39, 0.40);
const vec3 Cloud = vec3(2.3, 2.05, 1.75);

// Radiance of the sky from a direction, blurred as a surface of this perceptual roughness blurs its reflection.
vec3 skyRadiance(vec3 direction, float roughness)
{
    float up = max(direction.y, 0.0);
    vec3 clear = mix(Horizon, Zenith, smoothstep(-0.2 * roughness, 0.42 + 0.5 * roughness, up));
    float towardsSun = dot(direction, frame.sunDirection.xyz);
    float lobe = mix(90.0, 5.0, sqrt(roughness));
    vec3 glow = frame.sunRadiance.rgb * 0.05 * pow(max(towardsSun, 0.0), lobe) * mix(1.0, 0.35, roughness);

    vec2 away = normalize(frame.sunDirection.xz + vec2(0.0, 1e-4));
    float side = dot(direction.xz, vec2(-away.y, away.x));
    float soft = mix(0.06, 0.85, roughness);
    float bank = smoothstep(0.62 - soft, 0.62 + soft, side) * smoothstep(0.42 + soft, 0.42 - soft, abs(direction.y - 0.34) * 1.7);
    return clear + glow + Cloud * bank * mix(1.0, 0.55, roughness);
}

// Irradiance of the sky upon a normal, over pi; below the horizon stands what the floor sends back.
vec3 skyIrradiance(vec3 normal, vec3 floorRadiance)
{
    vec3 dome = mix(Horizon, Zenith, 0.45) + 0.10 * Cloud;
    vec3 sideways = 0.12 * Cloud * max(dot(normal.xz, normalize(vec2(-frame.sunDirection.z, frame.sunDirection.x))), 0.0);
    return mix(floorRadiance, dome, normal.y * 0.5 + 0.5) + sideways;
}

// Narkowicz 2015, "ACES Filmic Tone Mapping Curve".
vec3 toneMap(vec3 radiance)
{
    vec3 x = radiance * frame.cubeShape.z;
    return clamp(x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14), 0.0, 1.0);
}

// Jimenez 2014, "Next Generation Post Processing in Call of Duty": half a code of noise against bands in the sky.
vec3 dither(vec3 colour, vec2 pixel)
{
    float noise = fract(52.9829189 * fract(dot(pixel, vec2(0.06711056, 0.00583715)))) - 0.5;
    return colour + noise * 2.0 / 255.0 * sqrt(max(colour, vec3(1e-4)));
}
