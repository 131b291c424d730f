package io.agender.models;

/** Reads one descriptor; takes nothing that is not exactly as it should be. */
final class DescriptorReader {

    private DescriptorReader() {}

    /**
     * @param fileName names the descriptor in errors
     * @throws ModelException when the descriptor is wrong
     */
    static ModelDescriptor read(String fileName, byte[] json) {
        StrictJson reader = new StrictJson("Model descriptor " + fileName);
        ModelDescriptor descriptor = reader.read(json, ModelDescriptor.class);
        DescriptorCheck.problem(descriptor).ifPresent(problem -> {
            throw reader.wrong(problem, null);
        });
        return descriptor;
    }
}
