/** The topology: services, sites, plans and policies, as records without rules of reading. */
@NullMarked
package io.signalbox.contract.topology;

import org.jspecify.annotations.NullMarked;
