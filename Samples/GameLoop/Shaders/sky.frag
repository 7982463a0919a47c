#version 450
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec2 clip;
layout(location = 0) out vec4 colour;

void main()
{
    vec4 far = frame.inverseViewProjection * vec4(clip, 1.0, 1.0);
    vec3 direction = far.xyz / far.w - frame.eye.xyz;

    // Below the horizon, where the floor has ended, stands the haze into which the floor fades.
    direction = normalize(vec3(direction.x, max(direction.y, 0.0), direction.z));
    colour = vec4(dither(toneMap(skyRadiance(direction, 0.25)), gl_FragCoord.xy), 1.0);
}
