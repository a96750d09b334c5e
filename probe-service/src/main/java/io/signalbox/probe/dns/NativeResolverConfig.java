package io.signalbox.probe.dns;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.xbill.DNS.ResolverConfig;

/**
 * dnsjava looks for the system's resolver in places that need libraries of Windows and Android. A native executable is
 * linked as a whole, so there it does not look at all: a prober asks only those servers that its topology names.
 */
@TargetClass(ResolverConfig.class)
final class NativeResolverConfig {

    private NativeResolverConfig() {}

    @Substitute
    public static void refresh() {
        throw new UnsupportedOperationException("nothing here asks the system's resolver through dnsjava");
    }
}
