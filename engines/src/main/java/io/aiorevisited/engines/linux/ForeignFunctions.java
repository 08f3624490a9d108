package io.aiorevisited.engines.linux;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/*
 * The foreign-function API is final since Java 22, and this is compiled for Java 17, which lacks it.
 * So its classes are found by name, once for each function. What comes out is a method handle of
 * primitives: calling it involves no reflection.
 */
/** Binds functions of the C library by the foreign-function API. */
final class ForeignFunctions {
  private static final String PACKAGE = "java.lang.foreign.";

  private final Object linker;
  private final Object lookup;
  private final Object captureErrno;

  ForeignFunctions() {
    linker = call(type("Linker"), null, "nativeLinker");
    lookup = call(type("Linker"), linker, "defaultLookup");
    captureErrno =
        call(
            type("Linker$Option"),
            null,
            "captureCallState",
            new Class<?>[] {String[].class},
            (Object) new String[] {"errno"});
  }

  /**
   * Binds a function.
   *
   * @param result {@code int.class} or {@code long.class}
   * @param parameters of the same kinds
   * @return a handle that takes, before the parameters, what {@link #segment} made of the memory
   *     that errno is stored in after the call
   */
  MethodHandle bind(String name, Class<?> result, Class<?>... parameters) {
    Optional<?> symbol =
        (Optional<?>)
            call(
                type("SymbolLookup"), lookup, "find", new Class<?>[] {String.class}, (Object) name);
    Class<?> layoutType = type("MemoryLayout");
    Object layouts = Array.newInstance(layoutType, parameters.length);
    for (int i = 0; i < parameters.length; i++) {
      Array.set(layouts, i, layout(parameters[i]));
    }
    Object descriptor =
        call(
            type("FunctionDescriptor"),
            null,
            "of",
            new Class<?>[] {layoutType, layouts.getClass()},
            layout(result),
            layouts);
    Object options = Array.newInstance(type("Linker$Option"), 1);
    Array.set(options, 0, captureErrno);
    MethodHandle handle =
        (MethodHandle)
            call(
                type("Linker"),
                linker,
                "downcallHandle",
                new Class<?>[] {
                  type("MemorySegment"), type("FunctionDescriptor"), options.getClass()
                },
                symbol.orElseThrow(
                    () -> new UnsatisfiedLinkError("the C library has no function " + name)),
                descriptor,
                options);
    return handle.asType(handle.type().changeParameterType(0, Object.class));
  }

  private static Object layout(Class<?> primitive) {
    String name = primitive == int.class ? "JAVA_INT" : "JAVA_LONG";
    try {
      return type("ValueLayout").getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw lacking(e);
    }
  }

  /** The API's view of a direct buffer, which must stay reachable as long as it is used. */
  static Object segment(ByteBuffer buffer) {
    return call(
        type("MemorySegment"), null, "ofBuffer", new Class<?>[] {Buffer.class}, (Object) buffer);
  }

  /** The address of a direct buffer's first byte. */
  static long address(ByteBuffer buffer) {
    return (long) call(type("MemorySegment"), segment(buffer), "address");
  }

  /** Memory as a direct buffer in native byte order. */
  static ByteBuffer buffer(long address, long bytes) {
    Class<?> segment = type("MemorySegment");
    Class<?>[] number = {long.class};
    Object nowhere = call(segment, null, "ofAddress", number, address);
    Object sized = call(segment, nowhere, "reinterpret", number, bytes);
    return ((ByteBuffer) call(segment, sized, "asByteBuffer")).order(ByteOrder.nativeOrder());
  }

  private static Object call(Class<?> type, Object on, String method) {
    return call(type, on, method, new Class<?>[0]);
  }

  private static Object call(
      Class<?> type, Object on, String method, Class<?>[] parameters, Object... arguments) {
    try {
      return type.getMethod(method, parameters).invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "the foreign-function API refuses " + method + "; is --enable-native-access given?",
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw lacking(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(PACKAGE + name);
    } catch (ClassNotFoundException e) {
      throw lacking(e);
    }
  }

  private static IllegalStateException lacking(ReflectiveOperationException e) {
    return new IllegalStateException("this Java lacks the foreign-function API: use Java 22", e);
  }
}
