/** The typed configuration that all services read: immutable, valid by construction. */
@NullMarked
package io.signalbox.contract.topology;

import org.jspecify.annotations.NullMarked;
