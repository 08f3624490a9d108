package io.aiorevisited.workloads.targets.probe;

import io.aiorevisited.engines.linux.Errno;
import io.aiorevisited.engines.linux.LinuxFileSyscalls;
import io.aiorevisited.engines.linux.LinuxSyscalls;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The real system calls, but some fail with an errno: a kernel or file system without them. */
final class FailingSyscalls {
  private final Map<String, Integer> errnoByCall = new HashMap<>();

  FailingSyscalls fail(String call, Errno errno) {
    errnoByCall.put(call, errno.number());
    return this;
  }

  LinuxSyscalls syscalls() {
    return over(LinuxSyscalls.class, LinuxSyscalls.host());
  }

  LinuxFileSyscalls fileSyscalls() {
    return over(LinuxFileSyscalls.class, LinuxFileSyscalls.host());
  }

  private <T> T over(Class<T> type, T real) {
    AtomicInteger lastErrno = new AtomicInteger(); // each interface has its own, as bindings do
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("errno") && lastErrno.get() != 0) {
            return lastErrno.getAndSet(0);
          }
          Integer errno = errnoByCall.get(method.getName());
          if (errno != null) {
            lastErrno.set(errno);
            return -1;
          }
          try {
            return method.invoke(real, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
