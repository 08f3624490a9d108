package io.aiorevisited.analysis.record.programs;

import java.io.Serializable;
import java.util.List;

/**
 * The virtual machine in which a trial was carried out. The durations of its passes are of the
 * guest's clock.
 *
 * @param qemuVersion as QEMU tells it
 * @param commandLine by which it was started, word for word
 * @param accelerator {@link #KVM}, or {@link #TCG}: instructions translated one by one, so that
 *     figures are comparable with those of other guests under TCG alone
 * @param why it has this accelerator, for example that it was asked for
 * @param kernel release of the guest's kernel
 * @param java version of the JVM in the guest
 * @param bootMillis from the start of QEMU until the guest was ready for its first pass
 * @param boots which boot of this arm in its round it was, from 1
 * @param hostNanos time of each measured pass by this host's clock, with the way to the guest and
 *     back
 * @param userMicros user time that the guest's kernel counted in the measured passes; 0 where it
 *     was not told
 * @param systemMicros system time that it counted
 */
public record GuestRecord(
    String qemuVersion,
    List<String> commandLine,
    String accelerator,
    String why,
    String kernel,
    String java,
    long bootMillis,
    int boots,
    List<Long> hostNanos,
    long userMicros,
    long systemMicros)
    implements Serializable {

  /** The guest's instructions run on the processor itself. */
  public static final String KVM = "kvm";

  /** QEMU translates the guest's instructions. */
  public static final String TCG = "tcg";

  public GuestRecord {
    commandLine = List.copyOf(commandLine);
    hostNanos = List.copyOf(hostNanos);
  }
}
