/*
 * A webcam for tests on machines without one: put before a program with LD_PRELOAD, it answers for the file that
 * FAKE_WEBCAM names as a driver of Video4Linux would: 160 x 96 pixels, YUYV, 25 frames a second, each as bright as its
 * number. After FAKE_WEBCAM_FRAMES frames it does what FAKE_WEBCAM_END says: "stall" gives no more, "unplug" is gone.
 *
 *   gcc -shared -fPIC -o fake-webcam.so fake-webcam.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define WIDTH 160
#define HEIGHT 96
#define SIZE (WIDTH * HEIGHT * 2)
#define STRIDE 32768 /* whole pages */
#define PERIOD_NANOS 40000000L
#define MOST_BUFFERS 32

static int device = -1;
static unsigned char *memory;
static int queue[MOST_BUFFERS];
static int queued;
static long frames;
static struct timespec next;

static int opened(const char *path, int fd) {
    const char *name = getenv("FAKE_WEBCAM");
    if (fd >= 0 && name && strcmp(path, name) == 0 && ftruncate(fd, (long)STRIDE * MOST_BUFFERS) == 0) {
        device = fd;
        memory = mmap(0, (long)STRIDE * MOST_BUFFERS, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    }
    return fd;
}

#define OPEN(name)                                              \
    int name(const char *path, int flags, ...) {                \
        int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, #name); \
        va_list rest;                                           \
        va_start(rest, flags);                                  \
        int mode = flags & O_CREAT ? va_arg(rest, int) : 0;     \
        va_end(rest);                                           \
        return opened(path, real(path, flags, mode));           \
    }

OPEN(open)
OPEN(open64)

int close(int fd) {
    int (*real)(int) = dlsym(RTLD_NEXT, "close");
    if (fd >= 0 && fd == device) {
        munmap(memory, (long)STRIDE * MOST_BUFFERS);
        device = -1;
    }
    return real(fd);
}

static int refuse(int code) {
    errno = code;
    return -1;
}

static void shape(struct v4l2_format *format) {
    memset(&format->fmt, 0, sizeof format->fmt);
    format->fmt.pix.width = WIDTH;
    format->fmt.pix.height = HEIGHT;
    format->fmt.pix.pixelformat = V4L2_PIX_FMT_YUYV;
    format->fmt.pix.field = V4L2_FIELD_NONE;
    format->fmt.pix.bytesperline = WIDTH * 2;
    format->fmt.pix.sizeimage = SIZE;
}

static int take(struct v4l2_buffer *buffer) {
    const char *most = getenv("FAKE_WEBCAM_FRAMES");
    const char *end = getenv("FAKE_WEBCAM_END");
    if (most && frames >= atol(most)) {
        return refuse(end && strcmp(end, "unplug") == 0 ? ENODEV : EAGAIN);
    }
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (queued == 0 || now.tv_sec < next.tv_sec || (now.tv_sec == next.tv_sec && now.tv_nsec < next.tv_nsec)) {
        return refuse(EAGAIN);
    }
    next = now;
    next.tv_nsec += PERIOD_NANOS;
    if (next.tv_nsec >= 1000000000L) {
        next.tv_sec++;
        next.tv_nsec -= 1000000000L;
    }
    int index = queue[0];
    memmove(queue, queue + 1, sizeof(int) * (size_t)--queued);
    unsigned char *picture = memory + (long)STRIDE * index;
    for (int i = 0; i < SIZE; i += 2) {
        picture[i] = (unsigned char)(16 + frames % 200);
        picture[i + 1] = 128;
    }
    buffer->index = (unsigned)index;
    buffer->bytesused = SIZE;
    buffer->length = SIZE;
    buffer->flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC;
    buffer->field = V4L2_FIELD_NONE;
    buffer->sequence = (unsigned)frames++;
    buffer->timestamp.tv_sec = now.tv_sec;
    buffer->timestamp.tv_usec = now.tv_nsec / 1000;
    return 0;
}

static int answer(unsigned long request, void *what) {
    switch (request) {
        case VIDIOC_QUERYCAP: {
            struct v4l2_capability *can = what;
            memset(can, 0, sizeof *can);
            strcpy((char *)can->driver, "fake");
            strcpy((char *)can->card, "fake webcam");
            can->device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
            can->capabilities = can->device_caps | V4L2_CAP_DEVICE_CAPS;
            return 0;
        }
        case VIDIOC_G_INPUT:
            *(int *)what = 0;
            return 0;
        case VIDIOC_S_INPUT:
            return 0;
        case VIDIOC_ENUMINPUT: {
            struct v4l2_input *input = what;
            if (input->index > 0) {
                return refuse(EINVAL);
            }
            memset(input, 0, sizeof *input);
            strcpy((char *)input->name, "fake");
            input->type = V4L2_INPUT_TYPE_CAMERA;
            return 0;
        }
        case VIDIOC_ENUM_FMT: {
            struct v4l2_fmtdesc *format = what;
            if (format->index > 0) {
                return refuse(EINVAL);
            }
            format->pixelformat = V4L2_PIX_FMT_YUYV;
            return 0;
        }
        case VIDIOC_G_FMT:
        case VIDIOC_S_FMT:
        case VIDIOC_TRY_FMT:
            shape(what);
            return 0;
        case VIDIOC_G_PARM:
        case VIDIOC_S_PARM: {
            struct v4l2_streamparm *rate = what;
            rate->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
            rate->parm.capture.timeperframe.numerator = 1;
            rate->parm.capture.timeperframe.denominator = 25;
            return 0;
        }
        case VIDIOC_REQBUFS: {
            struct v4l2_requestbuffers *buffers = what;
            buffers->count = buffers->count > MOST_BUFFERS ? MOST_BUFFERS : buffers->count;
            return 0;
        }
        case VIDIOC_QUERYBUF: {
            struct v4l2_buffer *buffer = what;
            buffer->length = SIZE;
            buffer->m.offset = STRIDE * buffer->index;
            return 0;
        }
        case VIDIOC_QBUF:
            queue[queued++] = (int)((struct v4l2_buffer *)what)->index;
            return 0;
        case VIDIOC_DQBUF:
            return take(what);
        case VIDIOC_STREAMON:
        case VIDIOC_STREAMOFF:
            return 0;
        default:
            return refuse(EINVAL);
    }
}

int ioctl(int fd, unsigned long request, ...) {
    int (*real)(int, unsigned long, ...) = dlsym(RTLD_NEXT, "ioctl");
    va_list rest;
    va_start(rest, request);
    void *what = va_arg(rest, void *);
    va_end(rest);
    return fd >= 0 && fd == device ? answer(request & 0xffffffffUL, what) : real(fd, request, what);
}
