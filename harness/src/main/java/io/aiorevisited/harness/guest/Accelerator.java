package io.aiorevisited.harness.guest;

import java.util.Locale;

/** What carries out a guest's instructions. */
public enum Accelerator {
  /** KVM where it boots, TCG where it does not. */
  AUTO,
  /** The processor itself. */
  KVM,
  /** QEMU's translation of instructions: rows then compare with rows, never with native figures. */
  TCG;

  /** The name as typed on the command line and kept in records, for example {@code tcg}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
