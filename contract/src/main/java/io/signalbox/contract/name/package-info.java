/** Names of services, sites, vantages, cells and probes. */
@NullMarked
package io.signalbox.contract.name;

import org.jspecify.annotations.NullMarked;
