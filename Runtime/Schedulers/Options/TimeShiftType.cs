namespace DiffusionTextures
{
    /// <summary>How flow-matching sigmas shift with the resolution (diffusers time_shift_type).</summary>
    public enum TimeShiftType
    {
        /// <summary>By exp(mu). Key: <c>exponential</c>.</summary>
        Exponential,

        /// <summary>By mu. Key: <c>linear</c>.</summary>
        Linear,
    }
}
