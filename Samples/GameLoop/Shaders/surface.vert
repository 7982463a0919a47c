#version 450
#extension GL_GOOGLE_include_directive : require
#include "frame.glsl"

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec3 tangent;
layout(location = 3) in vec2 textureCoordinate;

layout(push_constant) uniform Draw { uint isFloor; } draw;

layout(location = 0) out vec3 worldPosition;
layout(location = 1) out vec3 worldNormal;
layout(location = 2) out vec3 worldTangent;
layout(location = 3) out vec2 uv;

void main()
{
    mat4 toWorld = draw.isFloor != 0 ? mat4(1.0) : frame.cube;
    vec4 world = toWorld * vec4(position, 1.0);
    worldPosition = world.xyz;
    worldNormal = mat3(toWorld) * normal;
    worldTangent = mat3(toWorld) * tangent;
    uv = textureCoordinate;
    gl_Position = frame.viewProjection * world;
}
