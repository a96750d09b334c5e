package io.signalbox.actuator.dns;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.net.InetSocketAddress;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.config.WindowsResolverConfigProvider;

/**
 * dnsjava asks the Windows registry by way of a library that is not here. A native executable is linked as a whole, so
 * there it asks nobody; the system's resolver is found by the other providers.
 */
@TargetClass(WindowsResolverConfigProvider.class)
public final class WithoutWindowsRegistry {

    @Substitute
    public WithoutWindowsRegistry() {}

    @Substitute
    public void initialize() {}

    @Substitute
    public List<InetSocketAddress> servers() {
        return List.of();
    }

    @Substitute
    public List<Name> searchPaths() {
        return List.of();
    }

    @Substitute
    public boolean isEnabled() {
        return false;
    }
}
