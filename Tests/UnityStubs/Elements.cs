#nullable disable
using System;
using Object = UnityEngine.Object;

namespace UnityEngine.UIElements
{
    public abstract class EventBase
    {
    }

    public delegate void EventCallback<in TEventType>(TEventType evt);

    public interface INotifyValueChanged<T>
    {
        T value { get; set; }
        void SetValueWithoutNotify(T newValue);
    }

    public static class INotifyValueChangedExtensions
    {
        public static bool RegisterValueChangedCallback<T>(this INotifyValueChanged<T> control, EventCallback<ChangeEvent<T>> callback) => throw Stub.Called;
    }

    public class ChangeEvent<T> : EventBase
    {
        public ChangeEvent() => throw Stub.Called;
        public T newValue { get => throw Stub.Called; protected set => throw Stub.Called; }
    }

    public abstract class Focusable
    {
    }

    public class VisualElement : Focusable
    {
        public VisualElement() => throw Stub.Called;
        public void Add(VisualElement child) => throw Stub.Called;
        public void Clear() => throw Stub.Called;
        public void SetEnabled(bool value) => throw Stub.Called;
        public string tooltip { get => throw Stub.Called; set => throw Stub.Called; }
        public IStyle style => throw Stub.Called;
    }

    public class BindableElement : VisualElement
    {
    }

    public class TextElement : BindableElement
    {
        public virtual string text { get => throw Stub.Called; set => throw Stub.Called; }
    }

    public class Label : TextElement
    {
        public Label() => throw Stub.Called;
    }

    public class Button : TextElement
    {
        public Button(Action clickEvent) => throw Stub.Called;
        public override string text { get => throw Stub.Called; set => throw Stub.Called; }
    }

    public abstract class BaseField<TValueType> : BindableElement, INotifyValueChanged<TValueType>
    {
        public virtual TValueType value { get => throw Stub.Called; set => throw Stub.Called; }
        public virtual void SetValueWithoutNotify(TValueType newValue) => throw Stub.Called;
    }

    public abstract class TextInputBaseField<TValueType> : BaseField<TValueType>
    {
    }

    public abstract class TextValueField<TValueType> : TextInputBaseField<TValueType>
    {
    }

    public abstract class BaseSlider<TValueType> : BaseField<TValueType>
    {
    }

    public abstract class BaseBoolField : BaseField<bool>
    {
    }

    public class TextField : TextInputBaseField<string>
    {
        public TextField(string label) => throw Stub.Called;
        public bool multiline { get => throw Stub.Called; set => throw Stub.Called; }
        public override string value { get => throw Stub.Called; set => throw Stub.Called; }
        public override void SetValueWithoutNotify(string newValue) => throw Stub.Called;
    }

    public class IntegerField : TextValueField<int>
    {
        public IntegerField(string label, int maxLength = 1000) => throw Stub.Called;
    }

    public class LongField : TextValueField<long>
    {
        public LongField(string label, int maxLength = 1000) => throw Stub.Called;
    }

    public class FloatField : TextValueField<float>
    {
        public FloatField(string label, int maxLength = 1000) => throw Stub.Called;
    }

    public class SliderInt : BaseSlider<int>
    {
        public SliderInt(string label, int start = 0, int end = 10, SliderDirection direction = SliderDirection.Horizontal, float pageSize = 0) => throw Stub.Called;
    }

    public enum SliderDirection
    {
        Horizontal = 0,
    }

    public class Toggle : BaseBoolField
    {
        public Toggle(string label) => throw Stub.Called;
    }

    public class EnumField : BaseField<Enum>
    {
        public EnumField(string label, Enum defaultValue = null) => throw Stub.Called;
        public override void SetValueWithoutNotify(Enum newValue) => throw Stub.Called;
    }

    public class Image : VisualElement
    {
        public Image() => throw Stub.Called;
        public Texture image { get => throw Stub.Called; set => throw Stub.Called; }
        public ScaleMode scaleMode { get => throw Stub.Called; set => throw Stub.Called; }
    }

    public abstract class AbstractProgressBar : BindableElement
    {
        public string title { get => throw Stub.Called; set => throw Stub.Called; }
        public float highValue { get => throw Stub.Called; set => throw Stub.Called; }
        public virtual float value { get => throw Stub.Called; set => throw Stub.Called; }
    }

    public class ProgressBar : AbstractProgressBar
    {
    }

    public class HelpBox : VisualElement
    {
        public HelpBox(string text, HelpBoxMessageType messageType) => throw Stub.Called;
        public string text { get => throw Stub.Called; set => throw Stub.Called; }
        public HelpBoxMessageType messageType { get => throw Stub.Called; set => throw Stub.Called; }
    }

    public enum HelpBoxMessageType
    {
        Info = 1,
        Error = 3,
    }

    public interface IStyle
    {
        StyleEnum<DisplayStyle> display { get; set; }
        StyleEnum<FlexDirection> flexDirection { get; set; }
        StyleEnum<Wrap> flexWrap { get; set; }
        StyleLength height { get; set; }
        StyleLength marginLeft { get; set; }
        StyleLength marginRight { get; set; }
        StyleLength width { get; set; }
    }

    public struct StyleLength
    {
        public static implicit operator StyleLength(float v) => throw Stub.Called;
    }

    public struct StyleEnum<T> where T : struct, IConvertible
    {
        public static implicit operator StyleEnum<T>(T v) => throw Stub.Called;
    }

    public enum DisplayStyle
    {
        Flex = 0,
        None = 1,
    }

    public enum FlexDirection
    {
        Row = 2,
    }

    public enum Wrap
    {
        Wrap = 1,
    }
}

namespace UnityEditor.UIElements
{
    public class ObjectField : UnityEngine.UIElements.BaseField<Object>
    {
        public ObjectField(string label) => throw Stub.Called;
        public bool allowSceneObjects { get => throw Stub.Called; set => throw Stub.Called; }
        public Type objectType { get => throw Stub.Called; set => throw Stub.Called; }
        public override void SetValueWithoutNotify(Object newValue) => throw Stub.Called;
    }
}
