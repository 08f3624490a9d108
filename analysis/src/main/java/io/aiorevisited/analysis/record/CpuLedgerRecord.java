package io.aiorevisited.analysis.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.Serializable;
import java.util.Objects;

/**
 * Who spent CPU time during one pass. Totals are exact to the microsecond; how a thread's total
 * falls into user and system time is what the kernel's timer tick found, as in every figure of
 * {@code time}, {@code getrusage} and {@code top}.
 *
 * @param home thread that submits and receives: all that fio would report; null where no home
 *     thread is known
 * @param engine the engine's other threads, those that ended during the pass included: pool workers
 *     and the kernel's {@code iou-wrk} and {@code iou-sqp}
 * @param compiler the JVM's compilers
 * @param collector the JVM's garbage collector and its safepoints
 * @param jvmOther every other thread, JMH's own included
 * @param exited threads that ended during the pass without a word, found as what the process spent
 *     and no living thread did
 * @param exitedThreads how many threads ended during the pass; where it is 0, {@code exited} is too
 * @param process whole process by getrusage, without the ledger's own reading
 * @param gapMicros process less the sum of the parts; negative where the parts are more
 * @param addsUp whether the gap is within {@link #MAX_GAP_RATIO} of the process figure
 * @param ledgerMicros what the reading itself spent before and after the pass; outside all the rest
 * @param host processors' time that no thread of the process spent
 * @param homeSwitches context switches of the home thread; null where {@code home} is
 * @param engineSwitches of the engine's other threads
 * @param processSwitches of the whole process
 * @param device requests and sectors of the device below the target; null where there is none
 * @param daemon the process of another program that carried the engine's requests out, which is no
 *     part of {@code process}; null where there was none
 * @param vcpu threads of a virtual machine that run the guest; {@code home} is then its main loop,
 *     {@code engine} its other threads, {@code process} all of QEMU; null where there was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CpuLedgerRecord(
    CpuTime home,
    CpuTime engine,
    CpuTime compiler,
    CpuTime collector,
    CpuTime jvmOther,
    CpuTime exited,
    int exitedThreads,
    CpuTime process,
    long gapMicros,
    boolean addsUp,
    long ledgerMicros,
    HostTime host,
    Switches homeSwitches,
    Switches engineSwitches,
    Switches processSwitches,
    DeviceIo device,
    CpuTime daemon,
    CpuTime vcpu)
    implements Serializable {

  /** Largest gap between the process and the sum of its parts that still counts as adding up. */
  public static final double MAX_GAP_RATIO = 0.02;

  public CpuLedgerRecord {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(compiler, "compiler");
    Objects.requireNonNull(collector, "collector");
    Objects.requireNonNull(jvmOther, "jvmOther");
    Objects.requireNonNull(exited, "exited");
    Objects.requireNonNull(process, "process");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(engineSwitches, "engineSwitches");
    Objects.requireNonNull(processSwitches, "processSwitches");
  }

  /**
   * Returns what the engine cost: its home thread, its others, and its daemon or virtual machine.
   * The JVM's own threads are left out, because a storage engine written in C would not have them.
   */
  @JsonIgnore
  public CpuTime engineCost() {
    CpuTime threads = home == null ? engine : home.plus(engine);
    CpuTime withDaemon = daemon == null ? threads : threads.plus(daemon);
    return vcpu == null ? withDaemon : withDaemon.plus(vcpu);
  }

  /** Returns what the JVM spent on itself. */
  @JsonIgnore
  public CpuTime jvm() {
    return compiler.plus(collector).plus(jvmOther);
  }

  /**
   * Time of all processors, from /proc/stat, which counts in steps of 10 ms.
   *
   * @param irqMicros in interrupt handlers, wherever they ran
   * @param softirqMicros in deferred interrupt work, wherever it ran
   * @param otherMicros busy for neither of both nor for this process: other processes and kernel
   *     threads; 0 where the coarse steps would make it negative
   * @param stealMicros wanted but taken away by the hypervisor
   */
  public record HostTime(long irqMicros, long softirqMicros, long otherMicros, long stealMicros)
      implements Serializable {}

  /**
   * Context switches.
   *
   * @param voluntary the thread had to wait
   * @param involuntary the scheduler gave its processor to another
   */
  public record Switches(long voluntary, long involuntary) implements Serializable {

    /** Returns the sum of both. */
    public Switches plus(Switches other) {
      return new Switches(voluntary + other.voluntary, involuntary + other.involuntary);
    }

    /** Returns what this is more than {@code earlier}. */
    public Switches minus(Switches earlier) {
      return new Switches(voluntary - earlier.voluntary, involuntary - earlier.involuntary);
    }
  }

  /**
   * What the block device completed, whoever asked.
   *
   * @param readRequests reads, after splitting and merging
   * @param readSectors sectors of 512 bytes read
   * @param writeRequests writes, after splitting and merging
   * @param writeSectors sectors of 512 bytes written
   */
  public record DeviceIo(long readRequests, long readSectors, long writeRequests, long writeSectors)
      implements Serializable {

    /** Returns what this is more than {@code earlier}. */
    public DeviceIo minus(DeviceIo earlier) {
      return new DeviceIo(
          readRequests - earlier.readRequests,
          readSectors - earlier.readSectors,
          writeRequests - earlier.writeRequests,
          writeSectors - earlier.writeSectors);
    }
  }
}
