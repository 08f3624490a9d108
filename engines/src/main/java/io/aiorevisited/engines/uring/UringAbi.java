package io.aiorevisited.engines.uring;

import java.nio.ByteBuffer;

/**
 * The structures and numbers of io_uring, as include/uapi/linux/io_uring.h has them: the same on
 * all architectures.
 */
final class UringAbi {
  // struct io_uring_params.
  static final int PARAMS_BYTES = 120;
  static final int PARAMS_SQ_ENTRIES = 0;
  static final int PARAMS_CQ_ENTRIES = 4;
  static final int PARAMS_FLAGS = 8;
  static final int PARAMS_SQ_PROCESSOR = 12;
  static final int PARAMS_SQ_IDLE_MILLIS = 16;
  static final int PARAMS_FEATURES = 20;
  static final int PARAMS_SQ_TAIL = 44;
  static final int PARAMS_SQ_MASK = 48;
  static final int PARAMS_SQ_FLAGS = 56;
  static final int PARAMS_SQ_ARRAY = 64;
  static final int PARAMS_CQ_HEAD = 80;
  static final int PARAMS_CQ_TAIL = 84;
  static final int PARAMS_CQ_MASK = 88;
  static final int PARAMS_CQ_OVERFLOW = 96;
  static final int PARAMS_CQ_EVENTS = 100;

  // What is mapped from which offset.
  static final long MAP_RINGS = 0;
  static final long MAP_ENTRIES = 0x10000000L;

  // Flags of io_uring_setup.
  static final int SETUP_SQPOLL = 1 << 1;
  static final int SETUP_SQ_AFF = 1 << 2;
  static final int SETUP_TASKRUN_FLAG = 1 << 9;
  static final int SETUP_SINGLE_ISSUER = 1 << 12;
  static final int SETUP_DEFER_TASKRUN = 1 << 13;

  // Features that it tells of.
  static final int FEATURE_SINGLE_MMAP = 1;
  static final int FEATURE_EXT_ARG = 1 << 8;

  // Flags of io_uring_enter.
  static final int ENTER_GETEVENTS = 1;
  static final int ENTER_SQ_WAKEUP = 1 << 1;
  static final int ENTER_EXT_ARG = 1 << 3;
  static final int ENTER_REGISTERED_RING = 1 << 4;

  // struct io_uring_getevents_arg.
  static final int WAIT_BYTES = 24;
  static final int WAIT_TIMEOUT = 16;

  // Flags that the kernel sets in the submission ring.
  static final int SQ_NEED_WAKEUP = 1;
  static final int SQ_CQ_OVERFLOW = 1 << 1;
  static final int SQ_TASKRUN = 1 << 2;

  // Operations of io_uring_register.
  static final int REGISTER_BUFFERS = 0;
  static final int REGISTER_FILES = 2;
  static final int REGISTER_RING_FDS = 20;

  /** Bytes of a struct iovec. */
  static final int IOVEC_BYTES = 16;

  /** Bytes of a struct io_uring_rsrc_update. */
  static final int UPDATE_BYTES = 16;

  // struct io_uring_sqe.
  static final int SQE_BYTES = 64;
  static final int SQE_OPCODE = 0;
  static final int SQE_FLAGS = 1;
  static final int SQE_FILE = 4;
  static final int SQE_OFFSET = 8;
  static final int SQE_ADDRESS = 16;
  static final int SQE_LENGTH = 24;
  static final int SQE_USER_DATA = 32;
  static final int SQE_BUFFER_INDEX = 40;

  static final byte SQE_FIXED_FILE = 1;

  static final byte OP_READ_FIXED = 4;
  static final byte OP_WRITE_FIXED = 5;
  static final byte OP_READ = 22;
  static final byte OP_WRITE = 23;

  // struct io_uring_cqe.
  static final int CQE_BYTES = 16;
  static final int CQE_USER_DATA = 0;
  static final int CQE_RESULT = 8;

  private UringAbi() {}

  /**
   * Writes all fields of an entry that the kernel reads; the others stay zero.
   *
   * @param base offset of the entry
   * @param fileFlags {@link #SQE_FIXED_FILE} if {@code file} is an index of registered files
   * @param bufferIndex of registered buffers, for the fixed operations
   */
  static void prepare(
      ByteBuffer entries,
      int base,
      byte opcode,
      byte fileFlags,
      int file,
      long offset,
      long address,
      int length,
      long userData,
      int bufferIndex) {
    entries.put(base + SQE_OPCODE, opcode);
    entries.put(base + SQE_FLAGS, fileFlags);
    entries.putInt(base + SQE_FILE, file);
    entries.putLong(base + SQE_OFFSET, offset);
    entries.putLong(base + SQE_ADDRESS, address);
    entries.putInt(base + SQE_LENGTH, length);
    entries.putLong(base + SQE_USER_DATA, userData);
    entries.putShort(base + SQE_BUFFER_INDEX, (short) bufferIndex);
  }

  /** The names of setup flags, as the kernel's header has them; {@code none} for 0. */
  static String names(int setupFlags) {
    StringBuilder names = new StringBuilder();
    name(names, setupFlags, SETUP_SQPOLL, "SQPOLL");
    name(names, setupFlags, SETUP_SQ_AFF, "SQ_AFF");
    name(names, setupFlags, SETUP_TASKRUN_FLAG, "TASKRUN_FLAG");
    name(names, setupFlags, SETUP_SINGLE_ISSUER, "SINGLE_ISSUER");
    name(names, setupFlags, SETUP_DEFER_TASKRUN, "DEFER_TASKRUN");
    return names.length() == 0 ? "none" : names.toString();
  }

  private static void name(StringBuilder names, int flags, int flag, String name) {
    if ((flags & flag) != 0) {
      names.append(names.length() == 0 ? "" : "|").append(name);
    }
  }
}
