package io.agender.vision.export;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_d2q;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import io.agender.vision.video.ffmpeg.FfmpegFailure;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the encoder up. H.264 comes from Cisco's OpenH264, which the LGPL build of FFmpeg contains (x264 is GPL); a
 * build without it writes MPEG-4 part 2, which players show but browsers do not.
 *
 * <p>The quantiser is fixed: the quality is constant, and the bytes depend on the frames only, not on their rate.
 */
final class H264Codec {

    private static final Logger LOG = LoggerFactory.getLogger(H264Codec.class);

    private static final int SECONDS_BETWEEN_KEY_FRAMES = 4;

    /** MPEG-4 part 2: 1 is best, 31 worst. */
    private static final int MPEG4_QUANTISER = 4;

    private H264Codec() {}

    /** An opened encoder of yuv420p frames, which the caller frees. */
    static AVCodecContext open(CanvasSize size, double framesPerSecond) throws FfmpegFailure {
        AVCodec codec = find();
        AVCodecContext encoder = FfmpegFailure.present(avcodec_alloc_context3(codec), "avcodec_alloc_context3");
        try {
            configure(encoder, codec.id(), size, framesPerSecond);
            FfmpegFailure.check(avcodec_open2(encoder, codec, (AVDictionary) null), "avcodec_open2");
            return encoder;
        } catch (FfmpegFailure e) {
            avcodec_free_context(encoder);
            throw e;
        }
    }

    private static AVCodec find() throws FfmpegFailure {
        AVCodec h264 = avcodec_find_encoder_by_name("libopenh264");
        if (h264 != null) {
            return h264;
        }
        LOG.warn("this build of FFmpeg has no OpenH264; writing MPEG-4 part 2, which browsers do not show");
        return FfmpegFailure.present(avcodec_find_encoder(AV_CODEC_ID_MPEG4), "avcodec_find_encoder");
    }

    private static void configure(AVCodecContext encoder, int codecId, CanvasSize size, double framesPerSecond) {
        AVRational rate = av_d2q(framesPerSecond, 1_001_000);
        encoder.width(size.width());
        encoder.height(size.height());
        encoder.pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.color_range(AVCOL_RANGE_MPEG);
        encoder.colorspace(AVCOL_SPC_SMPTE170M);
        encoder.color_primaries(AVCOL_PRI_SMPTE170M);
        encoder.color_trc(AVCOL_TRC_SMPTE170M);
        encoder.time_base().num(1).den(EncoderClock.TICKS_PER_SECOND);
        encoder.framerate(rate);
        encoder.gop_size(Math.max(1, (int) Math.round(framesPerSecond * SECONDS_BETWEEN_KEY_FRAMES)));
        // One thread: the picture is not cut into slices, so its bytes do not depend on the number of processors.
        encoder.thread_count(1);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER);
        if (codecId == AV_CODEC_ID_H264) {
            av_opt_set(encoder.priv_data(), "rc_mode", "off", 0);
            av_opt_set(encoder.priv_data(), "profile", "high", 0);
        } else {
            encoder.flags(encoder.flags() | AV_CODEC_FLAG_QSCALE);
            encoder.global_quality(MPEG4_QUANTISER * FF_QP2LAMBDA);
        }
    }
}
