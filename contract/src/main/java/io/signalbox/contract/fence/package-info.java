/** The record beside a service at its DNS provider: epoch, active site, claim, marks of stale data, orders and holds. */
@NullMarked
package io.signalbox.contract.fence;

import org.jspecify.annotations.NullMarked;
