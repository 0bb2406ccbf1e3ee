// Asks Microsoft's own package about a Teams manifest: node judge-manifest.mjs FILE -> {"faults": […]}
import { readFile } from "node:fs/promises";
import judge from "@microsoft/app-manifest";

const manifest = JSON.parse(await readFile(process.argv[2], "utf8"));
try {
  const faults = await judge.AppManifestUtils.validateAgainstSchema(manifest);
  console.log(JSON.stringify({ faults }));
} catch (fault) {
  console.log(JSON.stringify({ faults: [fault.message] }));
}
