package io.aiorevisited.engines.jdk;

import io.aiorevisited.engines.EngineReceipts;
import io.aiorevisited.engines.EngineSettings;
import io.aiorevisited.engines.EngineUnsupportedException;
import io.aiorevisited.engines.IoRequest;
import io.aiorevisited.engines.linux.TaskNames;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Starts a virtual thread for each request, which reads or writes by FileChannel.
 *
 * <p>A file can't be read without blocking by the JDK, so a virtual thread keeps its carrier while
 * it reads. With O_DIRECT the JDK starts another carrier instead, up to {@value #MOST_CARRIERS} in
 * all, so that this is a pool of threads; from the page cache it does not, and as many requests are
 * carried out at once as there are processors. Receipts count the carriers as workers.
 *
 * <p>Each request costs the JDK a thread and its stack on the Java heap.
 */
public final class VirtualThreadsEngine extends ParkingEngine {
  /** Most carriers that the JDK has, unless it is told another number. */
  public static final int MOST_CARRIERS = 256;

  private static final String CARRIERS = "ForkJoinPool-";

  private final Consumer<Runnable> starter;
  private final ChannelTransfer transfer;
  private final Runnable[] tasks;
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger atWorkAtMost = new AtomicInteger();
  private int carriersAtMost;

  public VirtualThreadsEngine(EngineSettings settings) {
    this(settings, VirtualThreadsEngine::virtualThreads);
  }

  /**
   * @param starters gives what starts a thread for a task, or says why there can be none
   */
  VirtualThreadsEngine(EngineSettings settings, Supplier<Consumer<Runnable>> starters) {
    super(settings);
    try {
      starter = starters.get();
      transfer = new ChannelTransfer(settings.file(), slots);
      closings.push(transfer::close);
    } catch (RuntimeException | Error e) {
      closings.closeAfter(e);
      throw e;
    }
    tasks = new Runnable[settings.depth()];
    for (int slot = 0; slot < tasks.length; slot++) {
      IoRequest request = slots.request(slot);
      tasks[slot] = () -> run(request);
    }
  }

  /** {@code Thread.startVirtualThread}, which Java 17 lacks, so that it can't be named here. */
  private static Consumer<Runnable> virtualThreads() {
    try {
      MethodHandle start =
          MethodHandles.publicLookup()
              .findStatic(
                  Thread.class,
                  "startVirtualThread",
                  MethodType.methodType(Thread.class, Runnable.class))
              .asType(MethodType.methodType(void.class, Runnable.class));
      return task -> start(start, task);
    } catch (ReflectiveOperationException | UnsupportedOperationException e) {
      throw new EngineUnsupportedException(
          "vthreads",
          "it needs JDK 21 or newer, and this is "
              + Runtime.version().feature()
              + "; start with JAVA_HOME=<folder of such a JDK>");
    }
  }

  private static void start(MethodHandle handle, Runnable task) {
    try {
      handle.invokeExact(task);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a virtual thread can't be started", e);
    }
  }

  @Override
  protected void start(IoRequest request) {
    starter.accept(tasks[request.slot()]);
  }

  private void run(IoRequest request) {
    atWorkAtMost.accumulateAndGet(atWork.incrementAndGet(), Math::max);
    long result = transfer.run(request);
    atWork.decrementAndGet();
    ended(request, result);
  }

  @Override
  public EngineReceipts receipts() {
    carriersAtMost = Math.max(carriersAtMost, TaskNames.count(CARRIERS));
    return slots.receipts(
        atWorkAtMost.get(), transfer.calls(), Map.of(), carriersAtMost, 0, wakeUps(), "");
  }
}
