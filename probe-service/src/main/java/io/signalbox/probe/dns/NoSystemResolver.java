package io.signalbox.probe.dns;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.xbill.DNS.ResolverConfig;

/**
 * dnsjava finds the system's resolver with classes for Windows and Android, which do not link into a native executable.
 * There, it does not search: this module passes name servers explicitly.
 */
@TargetClass(ResolverConfig.class)
final class NoSystemResolver {

    private NoSystemResolver() {}

    @Substitute
    public static void refresh() {
        throw new UnsupportedOperationException("nothing here asks the system's resolver through dnsjava");
    }
}
