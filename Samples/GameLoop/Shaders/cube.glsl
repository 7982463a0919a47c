// The cube as a distance field, for its shadow on the floor and its reflection there.

// Signed distance to the rounded cube, of a point in the world.
float cubeDistance(vec3 point)
{
    vec3 local = abs(transpose(mat3(frame.cube)) * (point - frame.cube[3].xyz)) - frame.cubeShape.x;
    return length(max(local, 0.0)) + min(max(local.x, max(local.y, local.z)), 0.0) - frame.cubeShape.y;
}

// Share of a cone of light that passes the cube: 1 free, 0 covered. Sharpness is one over the tangent of the cone's half angle.
float coneVisibility(vec3 origin, vec3 direction, float sharpness)
{
    // Outside of the ball around the cube, widened by the cone, nothing can be in the way.
    vec3 toCentre = frame.cube[3].xyz - origin;
    float along = dot(toCentre, direction);
    float reach = 1.7321 * frame.cubeShape.x + frame.cubeShape.y;
    float beside = sqrt(max(dot(toCentre, toCentre) - along * along, 0.0));
    float end = along + reach;
    if (end <= 0.0 || beside > reach + max(along, 0.0) / sharpness)
    {
        return 1.0;
    }

    float visible = 1.0;
    float travelled = max(along - reach - 0.5 * end / sharpness, 0.01);
    for (int i = 0; i < 14 && travelled < end; i++)
    {
        float distance = cubeDistance(origin + direction * travelled);
        visible = min(visible, 0.5 + 0.5 * sharpness * distance / travelled);
        if (visible <= 0.0)
        {
            return 0.0;
        }

        travelled += clamp(abs(distance), 0.03, 0.4);
    }

    return visible * visible * (3.0 - 2.0 * visible);
}

// Share of the sky that a point of the floor sees beside the cube.
float skyVisibility(vec3 point)
{
    float open = 1.0;
    for (int i = 1; i <= 3; i++)
    {
        float height = 0.28 * float(i);
        open -= 0.30 * max(height - max(cubeDistance(point + vec3(0.0, height, 0.0)), 0.0), 0.0) / height;
    }

    return max(open, 0.0);
}
