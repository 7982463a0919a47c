using System.Runtime.InteropServices;
using DiffusionTextures.Graphics.Direct3D12.Interop;

namespace DiffusionTextures.Tests.Graphics.Direct3D12;

/// <summary>Sizes and offsets as d3d12.h gives them to a 64-bit compiler: Direct3D writes such structures where the caller says.</summary>
public class NativeStructTests
{
    [TestCase(typeof(CommandQueueDesc), 16)]
    [TestCase(typeof(HeapProperties), 20)]
    [TestCase(typeof(SampleDesc), 8)]
    [TestCase(typeof(ResourceDesc), 56)]
    [TestCase(typeof(SubresourceFootprint), 20)]
    [TestCase(typeof(PlacedFootprint), 32)]
    [TestCase(typeof(TextureCopyLocation), 48)]
    [TestCase(typeof(TransitionBarrier), 32)]
    public void Size_OfAStructure_IsTheHeaders(Type type, int expected) => Assert.That(Marshal.SizeOf(type), Is.EqualTo(expected));

    [TestCase(typeof(ResourceDesc), nameof(ResourceDesc.Alignment), 8)]
    [TestCase(typeof(ResourceDesc), nameof(ResourceDesc.Height), 24)]
    [TestCase(typeof(ResourceDesc), nameof(ResourceDesc.MipLevels), 30)]
    [TestCase(typeof(ResourceDesc), nameof(ResourceDesc.Format), 32)]
    [TestCase(typeof(ResourceDesc), nameof(ResourceDesc.Layout), 44)]
    [TestCase(typeof(TextureCopyLocation), nameof(TextureCopyLocation.Placed), 16)]
    [TestCase(typeof(PlacedFootprint), nameof(PlacedFootprint.Footprint), 8)]
    [TestCase(typeof(TransitionBarrier), nameof(TransitionBarrier.Resource), 8)]
    [TestCase(typeof(TransitionBarrier), nameof(TransitionBarrier.StateAfter), 24)]
    public void Offset_OfAField_IsTheHeaders(Type type, string field, int expected) => Assert.That(Marshal.OffsetOf(type, field).ToInt32(), Is.EqualTo(expected));
}
