/*
 * The least that the kernel asks for: random reads of a file by pread, native AIO or io_uring, with system calls and
 * nothing around them. Prints nanoseconds per request.
 *
 *     bare_loop pread|aio|uring FILE BLOCK DEPTH REQUESTS direct|buffered
 *
 * Buffers lie in small pages. aio: one io_submit for what has ended, one io_getevents for at least one. uring: a plain
 * ring, one io_uring_enter that submits what has ended and waits for at least one.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <linux/io_uring.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int fd;
static long block, depth, requests, blocks;
static char *buffers;
static uint64_t state = 88172645463325252ULL;

static void fail(const char *what) {
  fprintf(stderr, "bare_loop: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void check(long result) {
  if (result != block) {
    errno = result < 0 ? -result : EIO;
    fail("a read");
  }
}

static long next_offset(void) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (long)(state % (uint64_t)blocks) * block;
}

static void by_pread(void) {
  for (long i = 0; i < requests; i++) {
    long result = pread(fd, buffers, block, next_offset());
    check(result < 0 ? -errno : result);
  }
}

static void by_aio(void) {
  aio_context_t context = 0;
  if (syscall(SYS_io_setup, depth, &context)) fail("io_setup");
  struct iocb *iocbs = calloc(depth, sizeof *iocbs);
  struct iocb **pointers = calloc(depth, sizeof *pointers);
  struct io_event *events = calloc(depth, sizeof *events);
  long begun = 0, done = 0, waiting = 0;
  for (; begun < depth && begun < requests; begun++) {
    struct iocb *iocb = &iocbs[begun];
    iocb->aio_lio_opcode = IOCB_CMD_PREAD;
    iocb->aio_fildes = fd;
    iocb->aio_buf = (uint64_t)(buffers + begun * block);
    iocb->aio_nbytes = block;
    iocb->aio_offset = next_offset();
    pointers[waiting++] = iocb;
  }
  while (done < requests) {
    for (long taken = 0; taken < waiting;) {
      long n = syscall(SYS_io_submit, context, waiting - taken, pointers + taken);
      if (n <= 0) fail("io_submit");
      taken += n;
    }
    waiting = 0;
    long n = syscall(SYS_io_getevents, context, 1, depth, events, NULL);
    if (n < 0) fail("io_getevents");
    for (long i = 0; i < n; i++, done++) {
      check(events[i].res);
      if (begun < requests) {
        struct iocb *iocb = (struct iocb *)events[i].obj;
        iocb->aio_offset = next_offset();
        pointers[waiting++] = iocb;
        begun++;
      }
    }
  }
  syscall(SYS_io_destroy, context);
}

static void by_uring(void) {
  struct io_uring_params params = {0};
  int ring = syscall(SYS_io_uring_setup, depth, &params);
  if (ring < 0) fail("io_uring_setup");
  size_t cq_bytes = params.cq_off.cqes + params.cq_entries * sizeof(struct io_uring_cqe);
  size_t sq_bytes = params.sq_off.array + params.sq_entries * sizeof(unsigned);
  char *rings = mmap(NULL, cq_bytes > sq_bytes ? cq_bytes : sq_bytes, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_POPULATE, ring, IORING_OFF_SQ_RING);
  struct io_uring_sqe *sqes = mmap(NULL, params.sq_entries * sizeof *sqes, PROT_READ | PROT_WRITE,
                                   MAP_SHARED | MAP_POPULATE, ring, IORING_OFF_SQES);
  if (rings == MAP_FAILED || sqes == MAP_FAILED) fail("mmap of an io_uring");
  unsigned *sq_tail = (unsigned *)(rings + params.sq_off.tail), *array = (unsigned *)(rings + params.sq_off.array);
  unsigned *cq_head = (unsigned *)(rings + params.cq_off.head), *cq_tail = (unsigned *)(rings + params.cq_off.tail);
  unsigned sq_mask = params.sq_entries - 1, cq_mask = params.cq_entries - 1, tail = 0, head = 0;
  struct io_uring_cqe *cqes = (struct io_uring_cqe *)(rings + params.cq_off.cqes);
  for (unsigned i = 0; i < params.sq_entries; i++) array[i] = i;
  long begun = 0, done = 0, waiting = 0;
  long slot = 0;
  for (; begun < depth && begun < requests; begun++, slot++, waiting++) {
    struct io_uring_sqe *sqe = &sqes[tail++ & sq_mask];
    *sqe = (struct io_uring_sqe){.opcode = IORING_OP_READ, .fd = fd, .off = next_offset(), .len = block,
                                 .addr = (uint64_t)(buffers + slot * block), .user_data = slot};
  }
  while (done < requests) {
    __atomic_store_n(sq_tail, tail, __ATOMIC_RELEASE);
    long n = syscall(SYS_io_uring_enter, ring, waiting, 1, IORING_ENTER_GETEVENTS, NULL, 0);
    if (n != waiting) fail("io_uring_enter");
    waiting = 0;
    unsigned end = __atomic_load_n(cq_tail, __ATOMIC_ACQUIRE);
    for (; head != end; head++, done++) {
      struct io_uring_cqe *cqe = &cqes[head & cq_mask];
      check(cqe->res);
      if (begun < requests) {
        slot = cqe->user_data;
        struct io_uring_sqe *sqe = &sqes[tail++ & sq_mask];
        *sqe = (struct io_uring_sqe){.opcode = IORING_OP_READ, .fd = fd, .off = next_offset(), .len = block,
                                     .addr = (uint64_t)(buffers + slot * block), .user_data = slot};
        begun++;
        waiting++;
      }
    }
    __atomic_store_n(cq_head, head, __ATOMIC_RELEASE);
  }
  close(ring);
}

int main(int count, char **words) {
  if (count != 7) {
    fprintf(stderr, "usage: bare_loop pread|aio|uring FILE BLOCK DEPTH REQUESTS direct|buffered\n");
    return 2;
  }
  block = atol(words[3]);
  depth = atol(words[4]);
  requests = atol(words[5]);
  fd = open(words[2], O_RDONLY | (strcmp(words[6], "direct") ? 0 : O_DIRECT));
  struct stat status;
  if (fd < 0 || fstat(fd, &status)) fail(words[2]);
  blocks = status.st_size / block;
  buffers = mmap(NULL, depth * block, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (buffers == MAP_FAILED) fail("mmap");
  madvise(buffers, depth * block, MADV_NOHUGEPAGE);
  memset(buffers, 0, depth * block);
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  if (!strcmp(words[1], "pread")) by_pread();
  else if (!strcmp(words[1], "aio")) by_aio();
  else by_uring();
  clock_gettime(CLOCK_MONOTONIC, &end);
  printf("%.1f\n", ((end.tv_sec - start.tv_sec) * 1e9 + (end.tv_nsec - start.tv_nsec)) / requests);
  return 0;
}
