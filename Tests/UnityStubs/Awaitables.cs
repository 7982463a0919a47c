#nullable disable
#if UNITY_2023_1_OR_NEWER
using System;
using System.Runtime.CompilerServices;

namespace UnityEngine
{
    [AsyncMethodBuilder(typeof(AwaitableAsyncMethodBuilder))]
    public class Awaitable
    {
        public Awaiter GetAwaiter() => throw Stub.Called;

        public struct Awaiter : INotifyCompletion
        {
            public bool IsCompleted => throw Stub.Called;
            public void OnCompleted(Action continuation) => throw Stub.Called;
            public void GetResult() => throw Stub.Called;
        }

        public struct AwaitableAsyncMethodBuilder
        {
            public Awaitable Task => throw Stub.Called;
            public static AwaitableAsyncMethodBuilder Create() => throw Stub.Called;
            public void SetResult() => throw Stub.Called;
            public void SetException(Exception e) => throw Stub.Called;
            public void SetStateMachine(IAsyncStateMachine stateMachine) => throw Stub.Called;
            public void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine => throw Stub.Called;

            public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
                where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine => throw Stub.Called;

            public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
                where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine => throw Stub.Called;
        }

        public struct AwaitableAsyncMethodBuilder<T>
        {
            public Awaitable<T> Task => throw Stub.Called;
            public static AwaitableAsyncMethodBuilder<T> Create() => throw Stub.Called;
            public void SetResult(T value) => throw Stub.Called;
            public void SetException(Exception e) => throw Stub.Called;
            public void SetStateMachine(IAsyncStateMachine stateMachine) => throw Stub.Called;
            public void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine => throw Stub.Called;

            public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
                where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine => throw Stub.Called;

            public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
                where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine => throw Stub.Called;
        }
    }

    [AsyncMethodBuilder(typeof(Awaitable.AwaitableAsyncMethodBuilder<>))]
    public class Awaitable<T>
    {
        public Awaiter GetAwaiter() => throw Stub.Called;

        public struct Awaiter : INotifyCompletion
        {
            public bool IsCompleted => throw Stub.Called;
            public void OnCompleted(Action continuation) => throw Stub.Called;
            public T GetResult() => throw Stub.Called;
        }
    }
}
#endif
