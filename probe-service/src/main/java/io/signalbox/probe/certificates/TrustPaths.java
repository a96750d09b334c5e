package io.signalbox.probe.certificates;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds when a server's certificate stops being accepted: the expiry of the longest-valid path to a trusted
 * certificate. Certificates outside that path do not count, nor does the expiry of the trusted certificate, which the
 * JDK does not check. Thread-safe.
 */
final class TrustPaths {

    private static final int MOST_KEPT = 1_000;

    private final Set<X509Certificate> trusted;
    /** Building a path verifies signatures; most servers send the same chain for weeks. */
    private final Map<List<X509Certificate>, Instant> known = new LinkedHashMap<>();

    TrustPaths(X509Certificate... trusted) {
        this.trusted = Set.of(trusted);
    }

    /** @param chain accepted now, the server's own certificate first */
    synchronized Instant validUntil(List<X509Certificate> chain, Instant now) {
        Instant end = known.get(chain);
        if (end == null || end.isBefore(now)) {
            end = longest(chain);
            known.put(chain, end);
            if (known.size() > MOST_KEPT) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return end;
    }

    /** A path expires when one of its certificates does: only these moments need a look. */
    private Instant longest(List<X509Certificate> chain) {
        X509Certificate own = chain.getFirst();
        if (trusted.contains(own)) {
            return end(own);
        }
        return chain.stream()
                .map(TrustPaths::end)
                .filter(end -> !end.isAfter(end(own)))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .filter(end -> isValidAt(chain, end))
                .findFirst()
                .orElse(end(own));
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private boolean isValidAt(List<X509Certificate> chain, Instant moment) {
        var own = new X509CertSelector();
        own.setCertificate(chain.getFirst());
        try {
            var parameters = new PKIXBuilderParameters(
                    trusted.stream()
                            .map(certificate -> new TrustAnchor(certificate, null))
                            .collect(Collectors.toSet()),
                    own);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(moment));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (CertPathBuilderException | InvalidAlgorithmParameterException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java finds paths of certificates", e);
        }
    }
}
