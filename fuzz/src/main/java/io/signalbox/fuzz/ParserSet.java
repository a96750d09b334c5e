package io.signalbox.fuzz;

import java.util.List;

/** All fuzzed parsers of a module; found as a service. */
@FunctionalInterface
public interface ParserSet {
    List<FuzzedParser> parsers();
}
