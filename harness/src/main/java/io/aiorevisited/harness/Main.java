package io.aiorevisited.harness;

import io.aiorevisited.harness.command.CommandLines;
import io.aiorevisited.harness.forks.NativeBinding;

/** The program's entry. */
public final class Main {

  private Main() {}

  /** Runs one command and exits with its status. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    NativeBinding.prepareThisJvm();
    System.exit(CommandLines.execute(args, System.out, System.err));
  }
}
