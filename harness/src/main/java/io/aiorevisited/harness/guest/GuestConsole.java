package io.aiorevisited.harness.guest;

import io.aiorevisited.workloads.guest.GuestLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/*
 * setpriv has the kernel kill QEMU when the thread that started it ends, so that thread is one of
 * its own: it starts QEMU and then listens to it until its end.
 */
/** QEMU's process and the guest's serial line, which is QEMU's standard input and output. */
final class GuestConsole {
  private static final String ERRORS = "errors.txt";
  private static final int KEPT_CHARACTERS = 64 << 10;
  private static final int QUOTED_CHARACTERS = 200;
  private static final int LONGEST_LINE = 8 << 10;

  private final List<String> command;
  private final Path folder;
  private final CompletableFuture<Process> started = new CompletableFuture<>();
  private final BlockingQueue<Optional<GuestLine>> lines = new LinkedBlockingQueue<>();
  private final StringBuilder printed = new StringBuilder();
  private final Process process;
  private volatile String killedFor;

  /**
   * Starts QEMU.
   *
   * @param folder in which it runs
   * @throws IOException if it can't be started
   */
  GuestConsole(List<String> command, Path folder) throws IOException, InterruptedException {
    this.command = command;
    this.folder = folder;
    Thread thread = new Thread(this::run, "guest-console");
    thread.setDaemon(true);
    thread.start();
    try {
      process = started.get();
    } catch (ExecutionException e) {
      throw new IOException("QEMU can't be started: " + e.getCause().getMessage(), e.getCause());
    }
  }

  private void run() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(Redirect.to(folder.resolve(ERRORS).toFile()));
      builder.environment().put("LC_ALL", "C");
      started.complete(builder.start());
      listen(started.join().getInputStream());
    } catch (IOException e) {
      if (!started.completeExceptionally(e)) {
        keep("\n(the serial line can't be read: " + e.getMessage() + ")\n");
      }
    } finally {
      lines.add(Optional.empty());
    }
  }

  private void listen(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    byte[] part = new byte[4 << 10];
    for (int read = in.read(part); read >= 0; read = in.read(part)) {
      for (char c : new String(part, 0, read, StandardCharsets.ISO_8859_1).toCharArray()) {
        if (c == '\n' || line.length() == LONGEST_LINE) {
          heard(line.toString());
          line.setLength(0);
        } else if (c != '\r') {
          line.append(c);
        }
      }
    }
    heard(line.toString());
  }

  private void heard(String line) {
    keep(line + "\n");
    GuestLine.find(line).ifPresent(found -> lines.add(Optional.of(found)));
  }

  private void keep(String text) {
    synchronized (printed) {
      printed.append(text);
      printed.delete(0, Math.max(0, printed.length() - KEPT_CHARACTERS));
    }
  }

  long pid() {
    return process.isAlive() ? process.pid() : 0;
  }

  /** Says a line to the guest. */
  void say(String line) throws IOException {
    try {
      OutputStream out = process.getOutputStream();
      out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      throw ended(e);
    }
  }

  /**
   * Waits for the guest's next line.
   *
   * @param wanted the event that it should tell of
   * @throws GuestException if it tells of another, nothing within the limit, or has ended
   */
  GuestLine await(String wanted, Duration limit) throws GuestException, InterruptedException {
    Optional<GuestLine> line = lines.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    if (line == null) {
      throw new GuestException(
          "the guest is silent: no '"
              + wanted
              + "' within "
              + limit.toSeconds()
              + " s; "
              + lastWords());
    }
    if (line.isEmpty()) {
      throw ended(null);
    }
    GuestLine found = line.get();
    String event = found.fields().getOrDefault("event", "");
    if (event.equals(wanted)) {
      return found;
    }
    throw new GuestException(
        event.equals("failed")
            ? "the guest says: " + found.fields().getOrDefault("reason", "it failed")
            : event.equals("ended")
                ? "the program in the guest has ended with status "
                    + found.fields().get("status")
                    + "; "
                    + lastWords()
                : "the guest should tell of '" + wanted + "', and said " + found.fields());
  }

  /** Says why QEMU can't be talked to: its end, where it has ended. */
  IOException failed(IOException otherwise) {
    return killedFor != null || pid() == 0 ? ended(otherwise) : otherwise;
  }

  private GuestException ended(Throwable cause) {
    if (killedFor != null) {
      return new GuestException(killedFor, cause);
    }
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        return new GuestException("QEMU has closed the serial line; " + lastWords(), cause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int status = process.isAlive() ? 0 : process.exitValue();
    return new GuestException(
        "QEMU has ended: "
            + (status > 128 ? "signal " + (status - 128) : "status " + status)
            + "; "
            + lastWords(),
        cause);
  }

  /** Ends QEMU now; who waits hears why. */
  void kill(String reason) {
    killedFor = reason;
    process.destroyForcibly();
  }

  /** Waits for QEMU's end, and ends it by force if that does not come in time. */
  void awaitEnd(Duration patience) throws InterruptedException {
    try {
      if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } finally {
      process.destroyForcibly();
    }
    process.waitFor();
  }

  private String lastWords() {
    String errors = errors().strip();
    String said = errors.isEmpty() ? "QEMU said nothing" : "QEMU said: " + end(errors);
    synchronized (printed) {
      String text = printed.toString().strip();
      return said + (text.isEmpty() ? ", the guest nothing" : ", the guest last: " + end(text));
    }
  }

  private static String end(String text) {
    String last = text.substring(Math.max(0, text.length() - QUOTED_CHARACTERS));
    return last.replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
  }

  private String errors() {
    try {
      return Files.readString(folder.resolve(ERRORS), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** The command, what QEMU said, and the end of what the guest printed. */
  String story() {
    synchronized (printed) {
      return String.join(" ", command) + "\n\n" + errors() + "\n" + printed;
    }
  }
}
