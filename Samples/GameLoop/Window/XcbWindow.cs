using System.Text;
using GameLoop.Interop;

namespace GameLoop.Window;

/// <summary>A window of the X server; Escape or its close button ends the game.</summary>
internal sealed unsafe class XcbWindow : IDisposable
{
    private const byte EscapeKey = 9;

    private readonly nint _connection;
    private readonly uint _window;
    private readonly uint _deleteWindow;

    /// <exception cref="VulkanException">There is no X server.</exception>
    public XcbWindow(int width, int height, string title)
    {
        _connection = Xcb.xcb_connect(null, 0);
        if (Xcb.xcb_connection_has_error(_connection) != 0)
        {
            Xcb.xcb_disconnect(_connection);
            throw new VulkanException("There is no X server at DISPLAY. Start one, or say --headless.");
        }

        _window = Xcb.xcb_generate_id(_connection);
        var root = *Xcb.xcb_setup_roots_iterator(Xcb.xcb_get_setup(_connection)).screen;
        Xcb.xcb_create_window(
            _connection, Xcb.XCB_COPY_FROM_PARENT, _window, root, 0, 0, (ushort)width, (ushort)height, 0, Xcb.XCB_WINDOW_CLASS_INPUT_OUTPUT,
            Xcb.XCB_COPY_FROM_PARENT, Xcb.XCB_CW_EVENT_MASK, Xcb.XCB_EVENT_MASK_KEY_PRESS);
        Title = title;
        _deleteWindow = Atom("WM_DELETE_WINDOW");
        var delete = _deleteWindow;
        Xcb.xcb_change_property(_connection, Xcb.XCB_PROP_MODE_REPLACE, _window, Atom("WM_PROTOCOLS"), Xcb.XCB_ATOM_ATOM, 32, 1, &delete);
        Xcb.xcb_map_window(_connection, _window);
        Xcb.xcb_flush(_connection);
    }

    /// <summary>Whether the player has closed it.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The words above it.</summary>
    public string Title
    {
        set
        {
            var text = Encoding.Latin1.GetBytes(value);
            fixed (byte* pointer = text)
            {
                Xcb.xcb_change_property(_connection, Xcb.XCB_PROP_MODE_REPLACE, _window, Xcb.XCB_ATOM_WM_NAME, Xcb.XCB_ATOM_STRING, 8, (uint)text.Length, pointer);
            }

            Xcb.xcb_flush(_connection);
        }
    }

    /// <summary>The surface to draw on; the caller destroys it.</summary>
    public ulong CreateSurface(nint instance)
    {
        Vk.Check(Vk.vkCreateXcbSurfaceKHR(instance, new VkXcbSurfaceCreateInfoKHR { connection = _connection, window = _window }, 0, out var surface));
        return surface;
    }

    /// <summary>Takes what the player did since the last call.</summary>
    public void Pump()
    {
        for (var message = Xcb.xcb_poll_for_event(_connection); message != null; message = Xcb.xcb_poll_for_event(_connection))
        {
            var kind = (byte)(message->response_type & 0x7f);
            IsClosed |= kind == Xcb.XCB_KEY_PRESS && message->detail == EscapeKey;
            IsClosed |= kind == Xcb.XCB_CLIENT_MESSAGE && message->data0 == _deleteWindow;
            Xcb.free(message);
        }

        IsClosed |= Xcb.xcb_connection_has_error(_connection) != 0;
    }

    public void Dispose() => Xcb.xcb_disconnect(_connection);

    private uint Atom(string name)
    {
        fixed (byte* text = Encoding.ASCII.GetBytes(name))
        {
            var reply = Xcb.xcb_intern_atom_reply(_connection, Xcb.xcb_intern_atom(_connection, 0, (ushort)name.Length, text), 0);
            var atom = reply->atom;
            Xcb.free(reply);
            return atom;
        }
    }
}
