package io.signalbox.contract;

import io.signalbox.contract.Samples.Sample;
import io.signalbox.contract.codec.Codec;
import io.signalbox.contract.codec.UnreadableException;
import io.signalbox.contract.fence.Fence;
import io.signalbox.fuzz.Code;
import io.signalbox.fuzz.FuzzedParser;
import io.signalbox.fuzz.JsonWords;
import io.signalbox.fuzz.ParserSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The readers of the fence, of the topology, and of the values of every topic. */
public final class ContractParsers implements ParserSet {

    @Override
    public List<FuzzedParser> parsers() {
        var all = new ArrayList<FuzzedParser>();
        all.add(fence());
        all.addAll(TopologyParsers.all());
        var samples = new LinkedHashMap<Class<?>, List<byte[]>>();
        for (Sample<?> sample : Samples.all()) {
            samples.computeIfAbsent(sample.type(), _ -> new ArrayList<>()).add(bytes(sample));
        }
        samples.forEach((type, seeds) -> all.add(codec(type, seeds)));
        return all;
    }

    private static <T> byte[] bytes(Sample<T> sample) {
        return Codec.of(sample.type()).write(sample.value());
    }

    /** A value that was read is written in a way that reads as the same value. */
    private static <T> FuzzedParser codec(Class<T> type, List<byte[]> seeds) {
        Codec<T> codec = Codec.of(type);
        var types = JsonWords.types(type);
        return new FuzzedParser(
                type.getSimpleName().toLowerCase(Locale.ROOT),
                seeds,
                JsonWords.words(types),
                Code.ofRecords(types),
                input -> readAndWrite(codec, input));
    }

    private static <T> void readAndWrite(Codec<T> codec, byte[] input) throws UnreadableException {
        T value;
        try {
            value = codec.read(input);
        } catch (UnreadableException _) {
            return;
        }
        T again = codec.read(codec.write(value));
        if (!again.equals(value)) {
            throw new IllegalStateException("read " + value + ", and from what it writes " + again);
        }
    }

    private static FuzzedParser fence() {
        return new FuzzedParser(
                "fence",
                Stream.of(
                                "v=1 epoch=7 active=us-east-1 phase=settled plan=plan-7 cell=us-west-2 until=- hold=-",
                                "v=1 epoch=8 active=us-east-1 phase=moving plan=p cell=c until=2026-01-01T00:00:09Z hold=x split=us-west-2:10 target=us-west-2",
                                "v=1 epoch=9 active=a phase=settled plan=p cell=c until=- hold=- stale=us-east-1@17,us-west-2@19 seeded=b@1 x=y",
                                "v=1 epoch=9 active=a phase=settled plan=p cell=c until=- hold=- order=5:us-west-2@us-east-1:1767225600:f:ann failed=us-west-2:promote:- unwanted=down:us-west-2+south@eu-west-1 cancel=m7-1@eu-west-1:ann")
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                List.of(
                        "v=1 ",
                        "epoch=",
                        " active=",
                        " phase=moving",
                        " plan=",
                        " until=",
                        " hold=",
                        " split=",
                        " stale=",
                        " seeded=",
                        "@",
                        ",",
                        ":",
                        "-",
                        "+"),
                Code.ofMethods(
                        Set.of(
                                "<init>",
                                "parse",
                                "read",
                                "fields",
                                "field",
                                "number",
                                "phase",
                                "until",
                                "split",
                                "target",
                                "marks",
                                "agreed",
                                "others",
                                "optional",
                                "requireWord",
                                "written",
                                "latest",
                                "word",
                                "words"),
                        "io.signalbox.contract.fence",
                        "Fence",
                        "Marks",
                        "Mark",
                        "Split",
                        "Order",
                        "Agreed",
                        "Joined",
                        "FailedMove",
                        "UnwantedMove",
                        "CancelledPlan"),
                ContractParsers::readFence);
    }

    private static void readFence(byte[] input) {
        Fence fence;
        try {
            fence = Fence.parse(new String(input, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return;
        }
        if (!Fence.parse(fence.text()).equals(fence)) {
            throw new IllegalStateException("not the same fence from its own text");
        }
    }
}
