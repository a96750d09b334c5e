// Parses HCL with HashiCorp's own parser, compiled to WebAssembly.
import hcl from '@cdktf/hcl2json';

/** One module of several files, and what could not be parsed. @param files pairs of name and text */
export async function merged(files) {
    const module = {};
    const problems = [];
    for (const [name, text] of files) {
        try {
            add(module, await hcl.parse(name, text));
        } catch (error) {
            problems.push(String(error.message ?? error));
        }
    }
    return {module, problems};
}

/** Kinds, and for resources and data their types, appear in several files. */
function add(module, parsed) {
    for (const [kind, declared] of Object.entries(parsed)) {
        if (Array.isArray(declared)) {
            module[kind] = [...module[kind] ?? [], ...declared];
        } else {
            module[kind] ??= {};
            for (const [name, each] of Object.entries(declared)) {
                module[kind][name] = Array.isArray(each) ? each : {...module[kind][name], ...each};
            }
        }
    }
}
