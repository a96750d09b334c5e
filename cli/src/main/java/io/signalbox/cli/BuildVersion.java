package io.signalbox.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the jar. */
final class BuildVersion implements IVersionProvider {

    /** The manifest has it; classes outside of a jar have none. */
    static String text() {
        String version = BuildVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"signalbox " + text()};
    }
}
