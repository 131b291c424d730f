package io.agender.vision.video.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_hw_config;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_CUDA;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_D3D11VA;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_QSV;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VIDEOTOOLBOX;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;

import io.agender.vision.HardwareDecoder;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecHWConfig;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/** A device that decodes, and FFmpeg's decoder that uses it. Whoever opened it closes it, once the decoder is open. */
final class HardwareDevice implements AutoCloseable {

    private static final String QUICK_SYNC = "_qsv";

    private final AVCodec codec;
    private final AVBufferRef context;

    private HardwareDevice(AVCodec codec, AVBufferRef context) {
        this.codec = codec;
        this.context = context;
    }

    /**
     * Opens it.
     *
     * @param codecId of the stream that is to be decoded
     * @throws FfmpegException when there is none, or it can't decode such streams
     */
    static HardwareDevice open(HardwareDecoder wanted, int codecId) throws FfmpegException {
        int type = type(wanted.api());
        AVCodec codec = codec(type, codecId);
        AVBufferRef context = new AVBufferRef(null);
        String device = wanted.device().isEmpty() ? null : wanted.device();
        FfmpegException.check(
                av_hwdevice_ctx_create(context, type, device, (AVDictionary) null, 0),
                device == null ? "no device can be opened" : device + " can't be opened");
        return new HardwareDevice(codec, context);
    }

    private static int type(HardwareDecoder.Api api) {
        return switch (api) {
            case NONE -> AV_HWDEVICE_TYPE_NONE;
            case VAAPI -> AV_HWDEVICE_TYPE_VAAPI;
            case NVDEC -> AV_HWDEVICE_TYPE_CUDA;
            case QSV -> AV_HWDEVICE_TYPE_QSV;
            case VIDEOTOOLBOX -> AV_HWDEVICE_TYPE_VIDEOTOOLBOX;
            case D3D11VA -> AV_HWDEVICE_TYPE_D3D11VA;
        };
    }

    /**
     * FFmpeg's own decoder of that name lends its work to devices, where the one that it would choose, as for AV1, may not;
     * Quick Sync has decoders of its own.
     */
    private static AVCodec codec(int type, int codecId) throws FfmpegException {
        String name = avcodec_get_name(codecId).getString();
        return Stream.of(name, name.replace("video", "") + QUICK_SYNC)
                .map(each -> avcodec_find_decoder_by_name(each))
                .filter(each -> each != null && uses(each, type))
                .findFirst()
                .orElseThrow(() -> new FfmpegException("FFmpeg has no decoder of " + name + " for it"));
    }

    private static boolean uses(AVCodec codec, int type) {
        for (int i = 0; ; i++) {
            AVCodecHWConfig config = avcodec_get_hw_config(codec, i);
            if (config == null) {
                return false;
            }
            if (config.device_type() == type && (config.methods() & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0) {
                return true;
            }
        }
    }

    /** FFmpeg's decoder that uses the device. */
    AVCodec codec() {
        return codec;
    }

    /** Lets a decoder that is not open yet use the device, which may be closed then. */
    void lendTo(AVCodecContext decoder) {
        decoder.hw_device_ctx(av_buffer_ref(context));
    }

    /** Whether a decoder of it gives pictures in memory, so that it is the device that decodes whatever comes out. */
    boolean isDecoder() {
        return codec.name().getString().endsWith(QUICK_SYNC);
    }

    @Override
    public void close() {
        av_buffer_unref(context);
    }
}
