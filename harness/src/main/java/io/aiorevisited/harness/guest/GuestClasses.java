package io.aiorevisited.harness.guest;

import io.aiorevisited.analysis.record.PassRecord;
import io.aiorevisited.engines.IoEngine;
import io.aiorevisited.workloads.guest.GuestProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The classes of this program that a guest needs, taken from wherever this JVM has them from. */
final class GuestClasses {
  private static final List<String> PACKAGES =
      List.of(
          "io/aiorevisited/engines/",
          "io/aiorevisited/workloads/",
          "io/aiorevisited/analysis/record/",
          "com/sun/jna/");

  /** Left out, as from this program's jar: the same classes from there and from folders. */
  private static final String OF_WINDOWS = "com/sun/jna/win32/";

  private static final String LIBRARY = "/com/sun/jna/linux-x86-64/libjnidispatch.so";
  private static final String CLASS = ".class";

  private GuestClasses() {}

  /** A jar of them, not compressed: a guest would spend its time on that. */
  static byte[] jar() throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    for (Class<?> one : List.of(GuestProgram.class, IoEngine.class, PassRecord.class, jna())) {
      collect(origin(one), classes);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
      jar.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> one : classes.entrySet()) {
        jar.putNextEntry(entry(one.getKey(), one.getValue()));
        jar.write(one.getValue());
        jar.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** JNA's native library, which would otherwise have to be unpacked in each guest. */
  static byte[] jnaLibrary() throws IOException {
    try (InputStream in = GuestClasses.class.getResourceAsStream(LIBRARY)) {
      if (in == null) {
        throw new IOException("JNA's library for x86-64 is not in the jar: build it anew");
      }
      return in.readAllBytes();
    }
  }

  private static ZipEntry entry(String name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    return entry;
  }

  /** By its name: only the system calls may speak with JNA. */
  private static Class<?> jna() throws IOException {
    try {
      return Class.forName("com.sun.jna.Native", false, GuestClasses.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IOException("JNA is not on the class path", e);
    }
  }

  private static Path origin(Class<?> one) throws IOException {
    try {
      return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the classes of this program can't be found", e);
    }
  }

  private static void collect(Path origin, Map<String, byte[]> classes) throws IOException {
    if (Files.isDirectory(origin)) {
      try (Stream<Path> walked = Files.walk(origin)) {
        for (Path file : walked.filter(Files::isRegularFile).toList()) {
          String name = origin.relativize(file).toString();
          if (isWanted(name)) {
            classes.put(name, Files.readAllBytes(file));
          }
        }
      }
      return;
    }
    try (JarInputStream jar = new JarInputStream(Files.newInputStream(origin))) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        if (isWanted(entry.getName())) {
          classes.put(entry.getName(), jar.readAllBytes());
        }
      }
    }
  }

  private static boolean isWanted(String name) {
    return name.endsWith(CLASS)
        && PACKAGES.stream().anyMatch(name::startsWith)
        && !name.startsWith(OF_WINDOWS);
  }
}
