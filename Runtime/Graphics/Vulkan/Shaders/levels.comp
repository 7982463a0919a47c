#version 450
// Float planes to the stored texels of one mip level. Level 0 packs the planes; level 1 averages what level 0 stores; every further level
// averages the unrounded values of the one above. LevelPacker.cs is the same on the processor; tables instead of pow make both agree.
// One invocation writes one group: one 32-bit word, or two for half floats. Groups run through the level's texels without regard to rows.
layout(local_size_x = 64) in;

layout(set = 0, binding = 0, std430) readonly buffer Planes { float planes[]; };     // [C,H,W] of level 0
layout(set = 0, binding = 1, std430) buffer Values { float values[]; };              // two levels' worth, [C,H,W] each
layout(set = 0, binding = 2, std430) buffer Texels { uint texels[]; };
layout(set = 0, binding = 3, std430) readonly buffer Tables { float linearOfCode[256]; float codeBegins[256]; float linearNodes[]; };

layout(push_constant) uniform Job {
    uint kind;            // PlaneKind
    uint format;          // PixelFormat
    uint level;
    uint width, height;   // of this level
    uint aboveWidth, aboveHeight;
    uint abovePlace;      // level 1: word of level 0's first texel; further levels: element of values
    uint valuesPlace;     // element of values
    uint texelsPlace;     // word of this level's first texel
    uint firstGroup, endGroup;
} job;

const uint COLOR = 0u, NORMAL = 1u, GRAY = 2u;
const uint RGBA8_SRGB = 0u, RGBA8 = 1u, R8 = 2u, R16 = 3u, RG8 = 4u, RGBA16_FLOAT = 5u;
const uint NODES = 4096u;

uint texelsPerGroup() {
    return job.format == R8 ? 4u : job.format == R16 || job.format == RG8 ? 2u : 1u;
}

uint code(float unit, float most) {
    return uint(roundEven(clamp(unit, 0.0, 1.0) * most));
}

// Round to nearest, ties to even, which packHalf2x16 does not promise.
uint halfBits(float value) {
    uint bits = floatBitsToUint(value), sign = bits >> 16 & 0x8000u, magnitude = bits & 0x7FFFFFFFu;
    if (magnitude >= 0x477FF000u) return sign | 0x7C00u;
    if (magnitude < 0x38800000u) return sign | (floatBitsToUint(uintBitsToFloat(magnitude) + 0.5) - 0x3F000000u);
    return sign | (magnitude + 0xFFFu + (magnitude >> 13 & 1u) - 0x38000000u) >> 13;
}

float linearOf(float encoded) {
    precise float position = encoded * float(NODES);
    uint index = uint(position);
    precise float low = linearNodes[index];
    precise float difference = linearNodes[index + 1u] - low;
    precise float part = difference * (position - float(index));
    precise float result = low + part;
    return result;
}

uint srgbCode(float light) {
    uint low = 0u;
    for (uint bit = 128u; bit > 0u; bit >>= 1) {
        low += light >= codeBegins[low + bit - 1u] ? bit : 0u;
    }
    return low;
}

uvec2 packHalves(vec3 v) {
    return uvec2(halfBits(v.x) | halfBits(v.y) << 16, halfBits(v.z) | 0x3C00u << 16);
}

// A texel of encoded values in [0,1], right-aligned.
uint packCodes(vec3 unit) {
    if (job.format == R8) return code(unit.x, 255.0);
    if (job.format == R16) return code(unit.x, 65535.0);
    if (job.format == RG8) return code(unit.x, 255.0) | code(unit.y, 255.0) << 8;
    return code(unit.x, 255.0) | code(unit.y, 255.0) << 8 | code(unit.z, 255.0) << 16 | 0xFF000000u;
}

uvec2 packPlanes(uint texel) {
    uint plane = job.width * job.height;
    vec3 v = job.kind == GRAY ? vec3(planes[texel]) : vec3(planes[texel], planes[texel + plane], planes[texel + 2u * plane]);
    vec3 unit = job.kind == GRAY ? v : v * 0.5 + 0.5;
    if (job.format != RGBA16_FLOAT) return uvec2(packCodes(unit), 0u);
    unit = clamp(unit, 0.0, 1.0);
    return packHalves(job.kind == COLOR ? vec3(linearOf(unit.x), linearOf(unit.y), linearOf(unit.z)) : v);
}

uvec2 packAverage(vec3 v) {
    if (job.kind == NORMAL) {
        float size = sqrt(dot(v, v));
        v = size < 1e-6 ? vec3(0.0, 0.0, 1.0) : v / size;
    }
    if (job.format == RGBA16_FLOAT) return packHalves(v);
    if (job.kind == COLOR) return uvec2(srgbCode(v.x) | srgbCode(v.y) << 8 | srgbCode(v.z) << 16 | 0xFF000000u, 0u);
    return uvec2(packCodes(job.kind == NORMAL ? v * 0.5 + 0.5 : v), 0u);
}

// What a texel of level 0 stores, as a value that can be averaged.
vec3 stored(uint texel) {
    if (job.format == RGBA16_FLOAT) {
        uint place = job.abovePlace + 2u * texel;
        return vec3(unpackHalf2x16(texels[place]), unpackHalf2x16(texels[place + 1u]).x);
    }
    uint group = texelsPerGroup(), word = texels[job.abovePlace + texel / group] >> (texel % group) * (32u / group);
    if (job.format == R16) return vec3(float(word & 0xFFFFu) / 65535.0);
    uvec3 codes = uvec3(word, word >> 8, word >> 16) & 0xFFu;
    if (job.kind == COLOR) return vec3(linearOfCode[codes.x], linearOfCode[codes.y], linearOfCode[codes.z]);
    if (job.kind == GRAY) return vec3(float(codes.x) / 255.0);
    vec3 normal = vec3(codes) / 127.5 - 1.0;
    if (job.format == RG8) normal.z = sqrt(max(0.0, 1.0 - dot(normal.xy, normal.xy)));
    return normal;
}

vec3 above(uint x, uint y) {
    uint texel = y * job.aboveWidth + x;
    if (job.level == 1u) return stored(texel);
    uint plane = job.aboveWidth * job.aboveHeight, place = job.abovePlace + texel;
    return job.kind == GRAY ? vec3(values[place]) : vec3(values[place], values[place + plane], values[place + 2u * plane]);
}

// The mean of the covered area. An odd side 2n+1 becomes n: the weights are n-i, n and i+1 over 2n+1.
uint taps(uint side) { return side == 1u ? 1u : 2u + (side & 1u); }

float weight(uint tap, uint i, uint side) {
    if (side == 1u) return 1.0;
    if ((side & 1u) == 0u) return 0.5;
    uint n = side / 2u;
    return float(tap == 0u ? n - i : tap == 1u ? n : i + 1u) / float(side);
}

vec3 meanOfArea(uint x, uint y) {
    vec3 sum = vec3(0.0);
    for (uint j = 0u; j < taps(job.aboveHeight); ++j) {
        vec3 row = vec3(0.0);
        for (uint i = 0u; i < taps(job.aboveWidth); ++i) {
            row += above(2u * x + i, 2u * y + j) * weight(i, x, job.aboveWidth);
        }
        sum += row * weight(j, y, job.aboveHeight);
    }
    return sum;
}

void keep(uint texel, vec3 v) {
    uint plane = job.width * job.height, place = job.valuesPlace + texel;
    values[place] = v.x;
    if (job.kind != GRAY) {
        values[place + plane] = v.y;
        values[place + 2u * plane] = v.z;
    }
}

void main() {
    uint group = job.firstGroup + gl_GlobalInvocationID.x, perGroup = texelsPerGroup(), count = job.width * job.height;
    if (group >= job.endGroup) return;
    uvec2 words = uvec2(0u);
    for (uint k = 0u; k < perGroup; ++k) {
        uint texel = group * perGroup + k;
        if (texel >= count) break;
        uvec2 bits;
        if (job.level == 0u) {
            bits = packPlanes(texel);
        } else {
            vec3 mean = meanOfArea(texel % job.width, texel / job.width);
            keep(texel, mean);
            bits = packAverage(mean);
        }
        words |= uvec2(bits.x << k * (32u / perGroup) % 32u, bits.y);
    }
    if (job.format == RGBA16_FLOAT) {
        texels[job.texelsPlace + 2u * group] = words.x;
        texels[job.texelsPlace + 2u * group + 1u] = words.y;
    } else {
        texels[job.texelsPlace + group] = words.x;
    }
}
