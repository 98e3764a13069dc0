import type { Text } from '../../contract/index.ts';
import type { Distribution } from '../../setup/distribution.mjs';
import { packagesFor, requirements } from '../../setup/requirements.mjs';

/** How to install what brings the things with these ids: a line to paste where the package names are known. */
export const installing = (ids: readonly string[], { family }: Distribution): Text => {
  const wanted = requirements.filter(({ id }) => ids.includes(id));
  if (family === null) {
    // Upstream and most distributions call these packages what Debian calls them.
    const names = packagesFor(wanted, 'debian').join(', ');
    return {
      en: `Install it with your distribution’s package manager (Debian’s name for the package: ${names}).`,
      ja: `お使いのディストリビューションのパッケージ管理で入れてください(Debian でのパッケージ名: ${names})。`,
    };
  }
  const line = `sudo apt-get install -y --no-install-recommends ${packagesFor(wanted, family).join(' ')}`;
  return { en: `Install it: ${line}`, ja: `次で入れられます: ${line}` };
};
