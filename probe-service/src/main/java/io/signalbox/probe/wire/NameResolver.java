package io.signalbox.probe.wire;

import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.concurrent.Future;
import io.signalbox.probe.check.IpFamily;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Resolves names on each event loop. Thread-safe. */
public final class NameResolver implements AutoCloseable {

    private static final int LONGEST_TTL_SECONDS = 300;
    private static final int QUERY_MILLIS = 1_000;

    private final DnsServerAddressStreamProvider servers;
    private final DnsAddressResolverGroup any;
    private final DnsAddressResolverGroup ipv4;
    private final DnsAddressResolverGroup ipv6;

    /** Uses the system's name servers. */
    public NameResolver() {
        this(DnsServerAddressStreamProviders.platformDefault());
    }

    public NameResolver(DnsServerAddressStreamProvider servers) {
        this.servers = servers;
        any = new DnsAddressResolverGroup(builder());
        ipv4 = new DnsAddressResolverGroup(builder().resolvedAddressTypes(IpFamily.IPV4.types()));
        ipv6 = new DnsAddressResolverGroup(builder().resolvedAddressTypes(IpFamily.IPV6.types()));
    }

    private DnsNameResolverBuilder builder() {
        return new DnsNameResolverBuilder()
                .nameServerProvider(servers)
                .datagramChannelFactory(Transport.best()::datagram)
                .socketChannelFactory(Transport.best()::socket)
                .ttl(0, LONGEST_TTL_SECONDS)
                .negativeTtl(0)
                .queryTimeoutMillis(QUERY_MILLIS);
    }

    DnsServerAddressStream servers(String name) {
        return servers.nameServerAddressStream(name);
    }

    /** At least one address, the system's preferred family first. @param family of all addresses; null for any */
    Future<List<InetSocketAddress>> resolve(EventLoop loop, InetSocketAddress unresolved, @Nullable IpFamily family) {
        var group = family == null ? any : family == IpFamily.IPV4 ? ipv4 : ipv6;
        return group.getResolver(loop).resolveAll(unresolved);
    }

    @Override
    public void close() {
        any.close();
        ipv4.close();
        ipv6.close();
    }
}
