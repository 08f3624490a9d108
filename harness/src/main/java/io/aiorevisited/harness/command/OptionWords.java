package io.aiorevisited.harness.command;

import io.aiorevisited.analysis.record.ArmName;
import io.aiorevisited.engines.BufferPages;
import io.aiorevisited.engines.CacheMode;
import io.aiorevisited.engines.CpuPlacement;
import io.aiorevisited.engines.IoOperation;
import io.aiorevisited.engines.catalog.EngineType;
import io.aiorevisited.engines.linux.Binding;
import io.aiorevisited.harness.forks.JvmArgs;
import io.aiorevisited.harness.guest.Accelerator;
import io.aiorevisited.harness.guest.GuestType;
import io.aiorevisited.harness.peers.PeerType;
import io.aiorevisited.harness.plan.EngineArm;
import io.aiorevisited.harness.plan.Interleave;
import io.aiorevisited.harness.plan.Profile;
import io.aiorevisited.harness.plan.QemuFolders;
import io.aiorevisited.harness.plan.RunRequest.PassSizes;
import io.aiorevisited.harness.plan.WrongCallException;
import io.aiorevisited.workloads.Workload;
import io.aiorevisited.workloads.WorkloadSpec;
import io.aiorevisited.workloads.data.ByteSize;
import io.aiorevisited.workloads.targets.TargetState;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the words of {@code run}'s options are read: one nested class a kind of word. */
final class OptionWords {

  private OptionWords() {}

  static final class OfProfile implements ITypeConverter<Profile> {
    @Override
    public Profile convert(String word) {
      return new Choice<>("profile", List.of(Profile.values()), Profile::label).convert(word);
    }
  }

  /** The engines, as help lists them. */
  static final class Engines implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(EngineType.values()).map(EngineType::label).iterator();
    }
  }

  /**
   * The name of an engine, a program of others, or a guest; behind an {@code @} a build of QEMU.
   */
  static final class OfArm implements ITypeConverter<String> {
    private static final Pattern BUILD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,31}");
    private static final List<String> ARMS =
        Stream.of(
                Stream.of(EngineType.values()).map(EngineType::label),
                Stream.of(PeerType.values()).map(PeerType::label),
                Stream.of(GuestType.values()).map(GuestType::label))
            .flatMap(Function.identity())
            .toList();

    @Override
    public String convert(String word) {
      new Choice<>("engine", ARMS, Function.identity()).convert(baseOf(word));
      return word;
    }

    /** The engine or program in a name, whose build, if it has one, is a word. */
    static String baseOf(String word) {
      ArmName arm = ArmName.of(word);
      if (!word.equals(arm.base()) && !BUILD.matcher(arm.build()).matches()) {
        throw new TypeConversionException(
            "'"
                + word
                + "' has no version of QEMU behind its @: give one, or the name of a --qemu-dir,"
                + " as in qsd-native@10.1");
      }
      return arm.base();
    }
  }

  /** The name of an engine. */
  static final class OfEngine implements ITypeConverter<EngineArm> {
    @Override
    public EngineArm convert(String word) {
      String base = OfArm.baseOf(word);
      new Choice<>("engine", List.of(EngineType.values()), EngineType::label).convert(base);
      return EngineArm.find(word).orElseThrow();
    }
  }

  /** {@code PATH}, or {@code NAME=PATH}. */
  static final class OfQemuDir implements ITypeConverter<QemuFolders.Folder> {
    private static final Pattern NAMED = Pattern.compile("([a-z][a-z0-9]{0,31})=(.*)");

    @Override
    public QemuFolders.Folder convert(String word) {
      Matcher named = NAMED.matcher(word);
      boolean hasName = named.matches();
      return new QemuFolders.Folder(
          hasName ? named.group(1) : "", new OfPath().convert(hasName ? named.group(2) : word));
    }
  }

  static final class OfWorkload implements ITypeConverter<Workload> {
    @Override
    public Workload convert(String word) {
      return new Choice<>("workload", List.of(Workload.values()), Workload::label).convert(word);
    }
  }

  static final class OfOperation implements ITypeConverter<IoOperation> {
    @Override
    public IoOperation convert(String word) {
      return new Choice<>(
              "operation",
              List.of(IoOperation.WRITE, IoOperation.READ),
              operation -> operation.name().toLowerCase(Locale.ROOT))
          .convert(word);
    }
  }

  static final class OfState implements ITypeConverter<TargetState> {
    @Override
    public TargetState convert(String word) {
      return new Choice<>("target state", List.of(TargetState.values()), TargetState::label)
          .convert(word);
    }
  }

  static final class OfCache implements ITypeConverter<CacheMode> {
    @Override
    public CacheMode convert(String word) {
      return new Choice<>("cache mode", List.of(CacheMode.values()), CacheMode::label)
          .convert(word);
    }
  }

  static final class OfBuffers implements ITypeConverter<BufferPages> {
    @Override
    public BufferPages convert(String word) {
      return new Choice<>("kind of pages", List.of(BufferPages.values()), BufferPages::label)
          .convert(word);
    }
  }

  static final class OfPlacement implements ITypeConverter<CpuPlacement> {
    @Override
    public CpuPlacement convert(String word) {
      return new Choice<>("placement", List.of(CpuPlacement.values()), CpuPlacement::label)
          .convert(word);
    }
  }

  static final class OfBinding implements ITypeConverter<Binding> {
    @Override
    public Binding convert(String word) {
      try {
        return Binding.of(word, Runtime.version().feature());
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class OfJvmArgs implements ITypeConverter<JvmArgs> {
    @Override
    public JvmArgs convert(String words) {
      try {
        return JvmArgs.parse(words);
      } catch (WrongCallException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class OfInterleave implements ITypeConverter<Interleave> {
    @Override
    public Interleave convert(String word) {
      return new Choice<>("way to interleave", List.of(Interleave.values()), Interleave::label)
          .convert(word);
    }
  }

  static final class OfAccelerator implements ITypeConverter<Accelerator> {
    @Override
    public Accelerator convert(String word) {
      return new Choice<>("accelerator", List.of(Accelerator.values()), Accelerator::label)
          .convert(word);
    }
  }

  static final class OfDepth implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String word) {
      int most = WorkloadSpec.MAX_WINDOW_BLOCKS;
      if (!word.matches("[0-9]{1,4}")
          || Integer.parseInt(word) < 1
          || Integer.parseInt(word) > most) {
        throw new TypeConversionException("'" + word + "' is not a depth; give 1 to " + most);
      }
      return Integer.valueOf(word);
    }
  }

  static final class OfPath implements ITypeConverter<Path> {
    @Override
    public Path convert(String word) {
      if (word.isBlank()) {
        throw new TypeConversionException("a path is blank: name a file or directory");
      }
      try {
        return Path.of(word);
      } catch (InvalidPathException e) {
        throw new TypeConversionException("not a path: " + e.getMessage());
      }
    }
  }

  static final class OfSize implements ITypeConverter<Long> {
    @Override
    public Long convert(String word) {
      try {
        return ByteSize.parse(word);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  static final class OfSplit implements ITypeConverter<OptionalLong> {
    @Override
    public OptionalLong convert(String word) {
      return OptionalLong.of(word.equals("none") ? 0 : new OfSize().convert(word));
    }
  }

  /** {@code 1G}, or {@code iozone=256M,dd=400M}. */
  static final class OfPassSizes implements ITypeConverter<PassSizes> {
    @Override
    public PassSizes convert(String words) {
      if (!words.contains("=")) {
        return new PassSizes(new OfSize().convert(words), Map.of());
      }
      Map<Workload, Long> sizes = new EnumMap<>(Workload.class);
      for (String word : words.split(",", -1)) {
        String[] pair = word.split("=", -1);
        if (pair.length != 2) {
          throw new TypeConversionException(
              "'" + word + "' is not WORKLOAD=SIZE, as in iozone=256M,dd=400M");
        }
        if (sizes.put(new OfWorkload().convert(pair[0]), new OfSize().convert(pair[1])) != null) {
          throw new TypeConversionException(pair[0] + " has two sizes; give it one");
        }
      }
      return new PassSizes(0, sizes);
    }
  }

  static final class OfRounds implements ITypeConverter<Integer> {
    private static final int MOST = 10_000;

    @Override
    public Integer convert(String word) {
      if (!word.matches("[0-9]{1,5}")
          || Integer.parseInt(word) < 1
          || Integer.parseInt(word) > MOST) {
        throw new TypeConversionException(
            "'" + word + "' is not a number of rounds; give 1 to " + MOST);
      }
      return Integer.valueOf(word);
    }
  }

  static final class OfSeed implements ITypeConverter<Long> {
    @Override
    public Long convert(String word) {
      try {
        return Long.valueOf(word);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + word + "' is not a seed; give a whole number");
      }
    }
  }

  /** {@code 3%} or {@code 0.03}, as a ratio. */
  static final class OfMargin implements ITypeConverter<Double> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)(%?)");

    @Override
    public Double convert(String word) {
      Matcher matcher = FORM.matcher(word);
      if (matcher.matches()) {
        double ratio =
            Double.parseDouble(matcher.group(1)) / (matcher.group(2).isEmpty() ? 1 : 100);
        if (ratio > 0 && ratio < 1) {
          return ratio;
        }
      }
      throw new TypeConversionException(
          "'" + word + "' is not a margin; give more than 0% and less than 100%, as in 3%");
    }
  }

  /** {@code 90s}, {@code 10m}, {@code 2h}. */
  static final class OfTime implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})([smh])");

    @Override
    public Duration convert(String word) {
      Matcher matcher = FORM.matcher(word);
      if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
        throw new TypeConversionException(
            "'" + word + "' is not a time; give a number with s, m or h, as in 10m");
      }
      long number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    }
  }
}
