package io.aiorevisited.analysis.profile;

import io.aiorevisited.analysis.profile.CollapsedStacks.Stack;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the samples of a profile fall into layers. */
public final class LayerShares {
  private final Map<Layer, Long> samples = new EnumMap<>(Layer.class);
  private final Map<String, Long> unknownLeaves = new HashMap<>();
  private long total;

  private LayerShares() {}

  /** Puts every stack into its layer. */
  public static LayerShares of(CollapsedStacks stacks, LayerRules rules) {
    LayerShares shares = new LayerShares();
    for (Stack stack : stacks.stacks()) {
      Layer layer = rules.layerOf(stack.frames());
      shares.samples.merge(layer, stack.count(), Long::sum);
      shares.total += stack.count();
      if (layer == Layer.UNKNOWN) {
        String leaf = stack.frames().get(stack.frames().size() - 1);
        shares.unknownLeaves.merge(leaf, stack.count(), Long::sum);
      }
    }
    return shares;
  }

  /** Returns the samples of a layer. */
  public long samples(Layer layer) {
    return samples.getOrDefault(layer, 0L);
  }

  /** Returns the samples of all layers. */
  public long samples() {
    return total;
  }

  /** Returns a layer's share of all samples, as a fraction; 0 of no samples. */
  public double share(Layer layer) {
    return total == 0 ? 0 : (double) samples(layer) / total;
  }

  /** Returns the frames that ended most stacks of no known layer, at most {@code limit}. */
  public List<String> unknownFrames(int limit) {
    return unknownLeaves.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Long> e) -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }
}
