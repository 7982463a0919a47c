using System.Runtime.InteropServices;

namespace GameLoop.Interop;

/// <summary>The functions of libxcb that a window needs.</summary>
internal static unsafe partial class Xcb
{
    public const byte XCB_COPY_FROM_PARENT = 0;
    public const ushort XCB_WINDOW_CLASS_INPUT_OUTPUT = 1;
    public const uint XCB_CW_EVENT_MASK = 2048;
    public const uint XCB_EVENT_MASK_KEY_PRESS = 1;
    public const byte XCB_PROP_MODE_REPLACE = 0;
    public const uint XCB_ATOM_ATOM = 4;
    public const uint XCB_ATOM_STRING = 31;
    public const uint XCB_ATOM_WM_NAME = 39;
    public const byte XCB_KEY_PRESS = 2;
    public const byte XCB_CLIENT_MESSAGE = 33;

    private const string Library = "libxcb.so.1";

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] public static partial nint xcb_connect(string? display, nint screen);
    [LibraryImport(Library)] public static partial int xcb_connection_has_error(nint connection);
    [LibraryImport(Library)] public static partial void xcb_disconnect(nint connection);
    [LibraryImport(Library)] public static partial nint xcb_get_setup(nint connection);
    [LibraryImport(Library)] public static partial ScreenIterator xcb_setup_roots_iterator(nint setup);
    [LibraryImport(Library)] public static partial uint xcb_generate_id(nint connection);
    [LibraryImport(Library)] public static partial void xcb_create_window(
        nint connection, byte depth, uint window, uint parent, short x, short y, ushort width, ushort height, ushort border, ushort kind, uint visual, uint mask, in uint values);
    [LibraryImport(Library)] public static partial void xcb_map_window(nint connection, uint window);
    [LibraryImport(Library)] public static partial void xcb_change_property(
        nint connection, byte mode, uint window, uint property, uint type, byte bitsPerItem, uint count, void* data);
    [LibraryImport(Library)] public static partial uint xcb_intern_atom(nint connection, byte onlyIfExists, ushort length, byte* name);
    [LibraryImport(Library)] public static partial InternAtomReply* xcb_intern_atom_reply(nint connection, uint cookie, nint error);
    [LibraryImport(Library)] public static partial ClientMessage* xcb_poll_for_event(nint connection);
    [LibraryImport(Library)] public static partial void xcb_flush(nint connection);
    [LibraryImport("libc")] public static partial void free(void* memory);

    /// <summary><c>xcb_screen_iterator_t</c>; a screen begins with its root window.</summary>
    public struct ScreenIterator
    {
        public uint* screen;
        public int rem, index;
    }

    /// <summary><c>xcb_intern_atom_reply_t</c>.</summary>
    public struct InternAtomReply
    {
        public byte response_type, pad0;
        public ushort sequence;
        public uint length, atom;
    }

    /// <summary><c>xcb_client_message_event_t</c>; of other events only the first two fields count (detail: the key).</summary>
    public struct ClientMessage
    {
        public byte response_type, detail;
        public ushort sequence;
        public uint window, type, data0;
    }
}
