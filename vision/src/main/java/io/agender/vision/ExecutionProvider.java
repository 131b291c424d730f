package io.agender.vision;

/**
 * What ONNX Runtime runs a network on. All but {@link #CPU} want a build of ONNX Runtime that has them, and their driver; a
 * network keeps the steps that a provider can't do on the processor. OpenCV's own networks always run there.
 */
public enum ExecutionProvider {
    /** The processor. */
    CPU,
    /** A GPU of NVIDIA, by CUDA and cuDNN. */
    CUDA,
    /** A GPU of NVIDIA, by TensorRT, which compiles the network at the start. */
    TENSORRT,
    /** Processors, GPUs and accelerators of Intel. */
    OPENVINO,
    /** Apple's processors, GPUs and neural engine. */
    COREML
}
