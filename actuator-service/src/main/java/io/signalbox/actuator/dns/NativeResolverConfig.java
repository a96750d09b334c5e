package io.signalbox.actuator.dns;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.net.InetSocketAddress;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.config.ResolvConfResolverConfigProvider;

/**
 * dnsjava looks for the system's resolver in places that need libraries of Windows and Android. A native executable is
 * linked as a whole, so there it looks only where Linux and macOS have it.
 */
@TargetClass(ResolverConfig.class)
public final class NativeResolverConfig {

    @Alias
    List<InetSocketAddress> servers;

    @Alias
    List<Name> searchlist;

    @Alias
    int ndots;

    @Substitute
    public NativeResolverConfig() {
        var system = new ResolvConfResolverConfigProvider();
        system.initialize();
        servers = system.servers();
        searchlist = system.searchPaths();
        ndots = system.ndots();
    }
}
