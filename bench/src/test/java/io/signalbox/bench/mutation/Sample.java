package io.signalbox.bench.mutation;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;
import org.pitest.bytecode.analysis.ClassTree;
import org.pitest.mutationtest.build.InterceptorParameters;
import org.pitest.mutationtest.build.InterceptorType;
import org.pitest.mutationtest.build.MutationInterceptor;
import org.pitest.mutationtest.build.MutationInterceptorFactory;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.plugin.Feature;

/**
 * Keeps one of {@code every} mutations, chosen by a checksum of class, method, instruction and operator. The same code gives
 * the same sample, and each mutation is as likely as any other, whatever the size of its class.
 */
final class Sample implements MutationInterceptorFactory, MutationInterceptor {

    private final int every;
    private int kept;

    /** @param every at least 1; 1 keeps all mutations */
    Sample(int every) {
        this.every = every;
    }

    /** The number of mutations kept so far. All are known before the first one runs. */
    int kept() {
        return kept;
    }

    @Override
    public Collection<MutationDetails> intercept(Collection<MutationDetails> mutations, Mutater mutater) {
        List<MutationDetails> sample = mutations.stream()
                .filter(mutation -> takes(mutation.getId().toString()))
                .toList();
        kept += sample.size();
        return sample;
    }

    boolean takes(String mutation) {
        CRC32 checksum = new CRC32();
        checksum.update(mutation.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue() % every == 0;
    }

    @Override
    public MutationInterceptor createInterceptor(InterceptorParameters parameters) {
        return this;
    }

    @Override
    public Feature provides() {
        return Feature.named("SAMPLE").withOnByDefault(true).withDescription(description());
    }

    @Override
    public String description() {
        return "Keeps one of " + every + " mutations";
    }

    @Override
    public InterceptorType type() {
        return InterceptorType.REPORT;
    }

    @Override
    public void begin(ClassTree mutated) {}

    @Override
    public void end() {}
}
