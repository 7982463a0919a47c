using System;

namespace DiffusionTextures.Graphics.Direct3D12.Interop
{
    /// <summary>IUnknown: reference counts and interfaces of COM objects.</summary>
    internal static unsafe class Com
    {
        /// <summary>A function of the object's table.</summary>
        public static void* Slot(IntPtr instance, int index) => (*(void***)instance)[index];

        /// <summary>One reference more of the interface, or zero where the object has no such interface.</summary>
        public static IntPtr Query(IntPtr instance, Guid id)
        {
            IntPtr result = default;
            var code = ((delegate* unmanaged[Stdcall]<IntPtr, Guid*, IntPtr*, int>)Slot(instance, 0))(instance, &id, &result);
            return HResult.IsFailure(code) ? IntPtr.Zero : result;
        }

        /// <summary>Gives a reference back; nothing for zero.</summary>
        public static void Release(IntPtr instance)
        {
            if (instance != IntPtr.Zero)
            {
                ((delegate* unmanaged[Stdcall]<IntPtr, uint>)Slot(instance, 2))(instance);
            }
        }

        /// <summary>Whether two interfaces belong to one object.</summary>
        public static bool IsSame(IntPtr first, IntPtr second)
        {
            var one = Query(first, D3D12Constants.IID_IUnknown);
            var two = Query(second, D3D12Constants.IID_IUnknown);
            Release(one);
            Release(two);
            return one == two;
        }
    }
}
