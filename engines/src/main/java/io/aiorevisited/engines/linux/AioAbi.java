package io.aiorevisited.engines.linux;

import java.nio.ByteBuffer;

/**
 * The structures of Linux AIO by offset, as include/uapi/linux/aio_abi.h lays them out for
 * little-endian 64-bit machines; slabs hold them one after the other.
 */
public final class AioAbi {
  /** Bytes of a struct iocb. */
  public static final int IOCB_BYTES = 64;

  /** Bytes of a struct io_event. */
  public static final int EVENT_BYTES = 32;

  static final int IOCB_DATA = 0;
  static final int IOCB_KEY = 8;
  static final int IOCB_RW_FLAGS = 12;
  static final int IOCB_OPCODE = 16;
  static final int IOCB_PRIORITY = 18;
  static final int IOCB_FILE = 20;
  static final int IOCB_BUFFER = 24;
  static final int IOCB_LENGTH = 32;
  static final int IOCB_OFFSET = 40;
  static final int IOCB_RESERVED = 48;
  static final int IOCB_FLAGS = 56;
  static final int IOCB_EVENTFD = 60;

  static final int EVENT_DATA = 0;
  static final int EVENT_IOCB = 8;
  static final int EVENT_RESULT = 16;
  static final int EVENT_RESULT2 = 24;

  static final short OPCODE_PREAD = 0;
  static final short OPCODE_PWRITE = 1;
  static final int FLAG_EVENTFD = 1;

  /** Bytes of struct aio_ring before its events; of fs/aio.c, the same since 2002. */
  static final int RING_HEADER_BYTES = 32;

  static final int RING_EVENTS_OFFSET = 4;
  static final int RING_HEAD_OFFSET = 8;
  static final int RING_TAIL_OFFSET = 12;
  static final int RING_MAGIC_OFFSET = 16;
  static final int RING_INCOMPATIBLE_OFFSET = 24;
  static final int RING_HEADER_LENGTH_OFFSET = 28;
  static final int RING_MAGIC = 0xa10a10a1;

  private AioAbi() {}

  /**
   * Writes the fields of an iocb that stay the same from request to request.
   *
   * @param index of the iocb in its slab, also the data that its completion carries
   * @param eventFd descriptor that the kernel adds 1 to when the request ends (IOCB_FLAG_RESFD)
   */
  public static void initIocb(ByteBuffer slab, int index, int fd, long buffer, int eventFd) {
    int base = index * IOCB_BYTES;
    slab.putLong(base + IOCB_DATA, index);
    slab.putInt(base + IOCB_KEY, 0);
    slab.putInt(base + IOCB_RW_FLAGS, 0);
    slab.putShort(base + IOCB_PRIORITY, (short) 0);
    slab.putInt(base + IOCB_FILE, fd);
    slab.putLong(base + IOCB_BUFFER, buffer);
    slab.putLong(base + IOCB_RESERVED, 0);
    slab.putInt(base + IOCB_FLAGS, FLAG_EVENTFD);
    slab.putInt(base + IOCB_EVENTFD, eventFd);
  }

  /** Writes what the iocb is to do next: IOCB_CMD_PWRITE or IOCB_CMD_PREAD, how much, where. */
  public static void prepareIocb(
      ByteBuffer slab, int index, boolean write, long length, long offset) {
    int base = index * IOCB_BYTES;
    slab.putShort(base + IOCB_OPCODE, write ? OPCODE_PWRITE : OPCODE_PREAD);
    slab.putLong(base + IOCB_LENGTH, length);
    slab.putLong(base + IOCB_OFFSET, offset);
  }

  /** The data of the iocb that ended: its index. */
  public static int eventIndex(ByteBuffer slab, int event) {
    return (int) slab.getLong(event * EVENT_BYTES + EVENT_DATA);
  }

  /** How it ended: bytes transferred, or a negated errno. */
  public static long eventResult(ByteBuffer slab, int event) {
    return slab.getLong(event * EVENT_BYTES + EVENT_RESULT);
  }
}
