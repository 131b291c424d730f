#!/bin/sh
# Unpacks jars with native code and keeps what this processor needs: unpack-natives.sh FROM TO
# TO/lib: libraries that are loaded by path; TO/jars: what else is on the class path, a folder per jar, and those with classes
# as jars again, since an archive of classes takes none from a folder.
set -eu
case $(uname -m) in
  x86_64) onnx=linux-x64 rocks=linux64 zstd=linux/amd64 snappy=Linux/x86_64 ;;
  aarch64) onnx=linux-aarch64 rocks=linux-aarch64 zstd=linux/aarch64 snappy=Linux/aarch64 ;;
  *) echo "There are no natives for $(uname -m)." >&2; exit 1 ;;
esac

mkdir -p "$2/lib" "$2/jars"
for jar in "$1"/*.jar; do
  name=$(basename "$jar" | sed -E 's/-[0-9].*//')
  mkdir "$2/jars/$name"
  (cd "$2/jars/$name" && "$JAVA_HOME/bin/jar" xf "$jar")
done
cd "$2"
[ ! -d jars/onnxruntime_gpu ] || mv jars/onnxruntime_gpu jars/onnxruntime
mv "jars/onnxruntime/ai/onnxruntime/native/$onnx"/*.so "jars/rocksdbjni/librocksdbjni-$rocks.so" lib/
rm -rf jars/onnxruntime/ai/onnxruntime/native jars/rocksdbjni/librocksdbjni-*
find jars/zstd-jni -name '*zstd-jni-*' ! -path "*/$zstd/*" -type f -delete
find jars/lz4-java -name '*lz4-java.*' ! -path "*/$zstd/*" -type f -delete
find jars/snappy-java -name '*snappyjava.*' ! -path "*/$snappy/*" -type f -delete
# Of no use here: headers, programs, OpenCV for Python and its second Java binding, OpenBLAS in full, cascades that find no
# faces, modules of OpenCV that nothing calls. What is called and not there fails at the first call, so a new call of OpenCV is tried in the image too.
find . -type d \( -name include -o -name python -o -name cmake \) -prune -exec rm -rf {} +
find . -type f \( -name 'libopencv_java*' -o -name 'libjniopenblas_full*' -o -name '*.a' \) -delete
find . -type f \( -path '*/share/opencv4/quality/*' -o -path '*/haarcascades/*' ! -name '*_frontalface_*' \
  ! -name haarcascade_profileface.xml -o -name ffmpeg -o -name ffprobe \) -delete
for module in aruco bgsegm bioinspired dnn_superres face img_hash intensity_transform line_descriptor mcc optflow \
  phase_unwrapping photo plot quality rapid saliency shape stitching structured_light superres text tracking video \
  videostab wechat_qrcode xfeatures2d ximgproc xphoto; do
  rm -f jars/opencv/org/bytedeco/opencv/*/libopencv_$module.so* jars/opencv/org/bytedeco/opencv/*/libjniopencv_$module.so
done
# JavaCPP makes this link beside the file when it unpacks by itself.
for library in jars/openblas/org/bytedeco/openblas/*/libopenblas.so.0; do
  ln -s libopenblas.so.0 "${library%/*}/libopenblas_nolapack.so.0"
done
# All of LAPACK for Java, of which OpenCV's classes want no more than that it can be loaded. A link to what is loaded before it
# loads nothing again; a call from Java of LAPACK, which we have none of, would fail.
for library in jars/openblas/org/bytedeco/openblas/*/libjniopenblas.so; do
  ln -sf libjniopenblas_nolapack.so "$library"
done
for folder in jars/*/; do
  folder=${folder%/}
  [ -n "$(find "$folder" -name '*.class' ! -name module-info.class -print -quit)" ] || continue
  "$JAVA_HOME/bin/jar" cfM "$folder.jar" -C "$folder" .
  rm -r "$folder"
done
chmod -R a+rX .
