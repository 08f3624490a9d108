package io.aiorevisited.analysis.record;

import java.util.Comparator;
import java.util.Objects;

/**
 * One combination that is measured. Names are the words of the command line, in lower case, so that
 * a record can be read without the program that wrote it.
 *
 * @param engine {@code psync}, {@code threads}, {@code aio}, {@code null}, ...
 * @param workload {@code iozone}, {@code dd}, {@code random}
 * @param operation {@code write} or {@code read}
 * @param blockSizeBytes size of a block
 * @param depth most requests in flight that the workload asks for; an engine may have fewer
 * @param splitBytes longest request that a block is split into; 0 where a block is sent whole
 * @param targetState {@code written}, {@code prealloc}, {@code sparse}, {@code device}
 * @param cacheMode {@code none}, {@code writethrough}, {@code writeback}
 * @param sizeBytes bytes that one pass moves
 * @param buffers {@code huge} or {@code small} pages asked for; {@code unset} where none were, as
 *     in schema 1
 * @param placement {@code free}, or home thread and workers on the {@code same} processor or {@code
 *     apart}
 */
public record Cell(
    String engine,
    String workload,
    String operation,
    long blockSizeBytes,
    int depth,
    long splitBytes,
    String targetState,
    String cacheMode,
    long sizeBytes,
    String buffers,
    String placement) {

  public static final String BUFFERS_UNSET = "unset";
  public static final String PLACEMENT_FREE = "free";

  public Cell {
    buffers = buffers == null ? BUFFERS_UNSET : buffers;
    placement = placement == null ? PLACEMENT_FREE : placement;
  }

  /*
   * Written out because an analysis looks cells up by the ten thousand: the methods that a record
   * gets by itself are method handles, several times slower in a JVM that has just started.
   */
  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Cell cell
            && blockSizeBytes == cell.blockSizeBytes
            && depth == cell.depth
            && splitBytes == cell.splitBytes
            && sizeBytes == cell.sizeBytes
            && Objects.equals(engine, cell.engine)
            && Objects.equals(operation, cell.operation)
            && Objects.equals(workload, cell.workload)
            && Objects.equals(targetState, cell.targetState)
            && Objects.equals(cacheMode, cell.cacheMode)
            && buffers.equals(cell.buffers)
            && placement.equals(cell.placement);
  }

  @Override
  public int hashCode() {
    int hash = Objects.hashCode(engine);
    hash = 31 * hash + Objects.hashCode(workload);
    hash = 31 * hash + Objects.hashCode(operation);
    hash = 31 * hash + Long.hashCode(blockSizeBytes);
    hash = 31 * hash + depth;
    hash = 31 * hash + Long.hashCode(splitBytes);
    hash = 31 * hash + Objects.hashCode(targetState);
    hash = 31 * hash + Objects.hashCode(cacheMode);
    hash = 31 * hash + Long.hashCode(sizeBytes);
    hash = 31 * hash + buffers.hashCode();
    return 31 * hash + placement.hashCode();
  }

  /** Requests that a block is sent as. */
  public long requestsPerBlock() {
    return splitBytes == 0 ? 1 : (blockSizeBytes + splitBytes - 1) / splitBytes;
  }

  /** Blocks in flight together, at least 1: the depth that a person asks for. */
  public int blocksInFlight() {
    return (int) Math.max(1, depth / requestsPerBlock());
  }

  /** The same cell with one block in flight: what cells of several depths have in common. */
  public Cell atDepthOne() {
    return new Cell(
        engine,
        workload,
        operation,
        blockSizeBytes,
        (int) Math.min(depth, requestsPerBlock()),
        splitBytes,
        targetState,
        cacheMode,
        sizeBytes,
        buffers,
        placement);
  }

  /** The same cell with another engine: what a comparison of engines holds against each other. */
  public Cell withEngine(String otherEngine) {
    return new Cell(
        otherEngine,
        workload,
        operation,
        blockSizeBytes,
        depth,
        splitBytes,
        targetState,
        cacheMode,
        sizeBytes,
        buffers,
        placement);
  }

  /** Bytes of the largest request that a block is sent as. */
  public long requestBytes() {
    return splitBytes == 0 ? blockSizeBytes : Math.min(splitBytes, blockSizeBytes);
  }

  /** This cell without its engine: the condition under which engines are compared. */
  public Cell condition() {
    return withEngine("");
  }

  /** Order of tables: workload as planned by name, then block size, write before read, depth. */
  public static Comparator<Cell> tableOrder() {
    return Comparator.comparing((Cell cell) -> cell.workload().equals("dd"))
        .thenComparing(Cell::workload)
        .thenComparingLong(Cell::blockSizeBytes)
        .thenComparing(Cell::operation, Comparator.reverseOrder())
        .thenComparingInt(Cell::depth)
        .thenComparing(Cell::targetState)
        .thenComparing(Cell::cacheMode)
        .thenComparing(Cell::buffers)
        .thenComparing(Cell::placement);
  }
}
