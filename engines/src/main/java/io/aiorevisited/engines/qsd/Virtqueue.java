package io.aiorevisited.engines.qsd;

import io.aiorevisited.engines.linux.LinuxSyscalls;
import io.aiorevisited.engines.linux.NativeMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/*
 * A split virtqueue as chapter 2.7 of the virtio 1.1 specification has it, and requests of a block
 * device as chapter 5.2.6 has them. Numbers are little-endian, and so are all machines that the
 * harness runs on.
 *
 * Each entry of the descriptor table has a table of its own (an indirect one, as Linux guests use
 * them) of three descriptors: header, data, status. Both tables are written once; a request changes
 * its header, and address, length and direction of the data.
 *
 * What orders the accesses: the available index is written by a release store once a request is
 * whole, the used index is read by an acquire load before its entries. Both sides say at which index
 * they want to be told (VIRTIO_F_EVENT_IDX). A full fence stands between writing an index and
 * reading whether the other side sleeps, and between saying that one is about to sleep and the last
 * look, or both go to sleep.
 */
/** The driver's side of one queue of a virtio block device. Used by one thread. */
final class Virtqueue implements AutoCloseable {
  /** Most entries that QEMU takes. */
  static final int MAX_ENTRIES = 1024;

  /** Bytes of data that fit into the queue's own memory, for a request without a buffer. */
  static final int OWN_BUFFER_BYTES = 4096;

  static final int READ = 0;
  static final int WRITE = 1;
  static final byte OK = 0;
  static final byte UNSUPPORTED = 2;

  private static final VarHandle INDEX =
      MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int DESCRIPTOR_BYTES = 16;
  private static final int DESCRIPTOR_LENGTH = 8;
  private static final int DESCRIPTOR_FLAGS = 12;
  private static final int DESCRIPTOR_NEXT = 14;
  private static final short NEXT = 1;
  private static final short DEVICE_WRITES = 2;
  private static final short INDIRECT = 4;

  private static final int RING_INDEX = 2;
  private static final int RING_ENTRIES = 4;
  private static final int USED_ENTRY_BYTES = 8;

  private static final int TABLE_BYTES = 3 * DESCRIPTOR_BYTES;
  private static final int HEADER_BYTES = 16;
  private static final int HEADER_SECTOR = 8;
  private static final int STATUS_OFFSET = TABLE_BYTES + HEADER_BYTES;
  private static final int ENTRY_BYTES = 128;
  private static final int CACHE_LINE = 64;
  private static final byte NO_STATUS = -1;

  private final NativeMemory memory;
  private final ByteBuffer view;
  private final int entries;
  private final int mask;
  private final int table;
  private final int available;
  private final int used;
  private final int perEntry;

  private final int[] free;
  private int freeCount;

  /** Requests written, of which the device may see those up to {@link #published}. */
  private short written;

  private short published;
  private short taken;

  /**
   * @param memory that the device can map, too; closed with the queue
   * @param entries a power of two, at most {@link #MAX_ENTRIES}
   */
  private Virtqueue(NativeMemory memory, int entries) {
    this.memory = memory;
    this.view = memory.view().order(ByteOrder.LITTLE_ENDIAN);
    this.entries = entries;
    this.mask = entries - 1;
    table = OWN_BUFFER_BYTES;
    available = table + entries * DESCRIPTOR_BYTES;
    used = aligned(available + RING_ENTRIES + (entries + 1) * Short.BYTES);
    perEntry = aligned(used + RING_ENTRIES + entries * USED_ENTRY_BYTES + Short.BYTES);
    free = new int[entries];
    for (int head = entries - 1; head >= 0; head--) {
      free[freeCount++] = head;
      writeTables(head);
    }
  }

  /**
   * Makes a queue in memory of its own that has room for {@code depth} requests, up to the most.
   */
  static Virtqueue open(LinuxSyscalls syscalls, int depth) {
    int entries = Math.min(MAX_ENTRIES, Integer.highestOneBit(2 * depth - 1));
    return new Virtqueue(NativeMemory.mapShared(syscalls, bytes(entries), false), entries);
  }

  private static int bytes(int entries) {
    return OWN_BUFFER_BYTES
        + entries * (DESCRIPTOR_BYTES + Short.BYTES + USED_ENTRY_BYTES + ENTRY_BYTES)
        + 4 * CACHE_LINE;
  }

  private static int aligned(int offset) {
    return (offset + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
  }

  private void writeTables(int head) {
    int own = own(head);
    writeDescriptor(table + head * DESCRIPTOR_BYTES, address(own), TABLE_BYTES, INDIRECT, 0);
    writeDescriptor(own, address(own + TABLE_BYTES), HEADER_BYTES, NEXT, 1);
    writeDescriptor(own + DESCRIPTOR_BYTES, 0, 0, NEXT, 2);
    int status = own + 2 * DESCRIPTOR_BYTES;
    writeDescriptor(status, address(own + STATUS_OFFSET), 1, DEVICE_WRITES, 0);
  }

  private void writeDescriptor(int offset, long address, int length, short flags, int next) {
    view.putLong(offset, address);
    view.putInt(offset + DESCRIPTOR_LENGTH, length);
    view.putShort(offset + DESCRIPTOR_FLAGS, flags);
    view.putShort(offset + DESCRIPTOR_NEXT, (short) next);
  }

  private int own(int head) {
    return perEntry + head * ENTRY_BYTES;
  }

  private long address(int offset) {
    return memory.address() + offset;
  }

  NativeMemory memory() {
    return memory;
  }

  int entries() {
    return entries;
  }

  long tableAddress() {
    return address(table);
  }

  long availableAddress() {
    return address(available);
  }

  long usedAddress() {
    return address(used);
  }

  /** Address of {@link #OWN_BUFFER_BYTES} in the queue's own memory, on a page boundary. */
  long ownBuffer() {
    return address(0);
  }

  boolean hasRoom() {
    return freeCount > 0;
  }

  /**
   * Writes a request, which the device doesn't see yet; there must be room.
   *
   * @param type {@link #READ} or {@link #WRITE}
   * @param sector first one, of 512 bytes
   * @return the entry that it takes until it is done
   */
  int add(int type, long sector, long address, int length) {
    int head = free[--freeCount];
    int own = own(head);
    view.putInt(own + TABLE_BYTES, type);
    view.putLong(own + TABLE_BYTES + HEADER_SECTOR, sector);
    view.put(own + STATUS_OFFSET, NO_STATUS);
    int data = own + DESCRIPTOR_BYTES;
    view.putLong(data, address);
    view.putInt(data + DESCRIPTOR_LENGTH, length);
    view.putShort(data + DESCRIPTOR_FLAGS, type == READ ? (short) (NEXT | DEVICE_WRITES) : NEXT);
    view.putShort(available + RING_ENTRIES + (written & mask) * Short.BYTES, (short) head);
    written++;
    return head;
  }

  /** Lets the device see all requests written; whether it wants to be told of them. */
  boolean publish() {
    if (written == published) {
      return false;
    }
    short before = published;
    published = written;
    INDEX.setRelease(view, available + RING_INDEX, published);
    VarHandle.fullFence();
    int deviceEvent = used + RING_ENTRIES + entries * USED_ENTRY_BYTES;
    short event = (short) INDEX.getOpaque(view, deviceEvent);
    // Indexes are unsigned and wrap: whether the event lies in what has just been published.
    return Short.toUnsignedInt((short) (published - event - 1))
        < Short.toUnsignedInt((short) (published - before));
  }

  /** Requests that the device has done and that have not been taken. */
  int done() {
    return Short.toUnsignedInt((short) ((short) INDEX.getAcquire(view, used + RING_INDEX) - taken));
  }

  /** The entry of the oldest request done. */
  int next() {
    return view.getInt(used + RING_ENTRIES + (taken & mask) * USED_ENTRY_BYTES) & mask;
  }

  /** Takes the oldest request done, whose entry is free then: how it ended. */
  byte take() {
    int head = next();
    taken++;
    free[freeCount++] = head;
    return view.get(own(head) + STATUS_OFFSET);
  }

  /** Asks the device to tell when the next request is done; {@link #done} is to be asked after. */
  void wantCall() {
    INDEX.setOpaque(view, available + RING_ENTRIES + entries * Short.BYTES, taken);
    VarHandle.fullFence();
  }

  /** Frees the memory: the device must have let it go. Idempotent. */
  @Override
  public void close() {
    memory.close();
  }
}
