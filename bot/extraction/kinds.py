"""The kinds of file known here: what each is called and the endings it is named with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its stable name, what a person calls it, the endings it is named with."""

    name: str
    title: str
    endings: tuple[str, ...] = ()

    def is_named(self, ending: str) -> bool:
        """Whether a file with that ending claims to be of this kind."""
        return ending == self.name or ending in self.endings


# name | title | further endings; a file of the kind may bear them without claiming to be another.
_BINARY = """
pdf | PDF files | ai fdf
docx | Word documents | dotx
docm | Word documents with macros | dotm
xlsx | Excel workbooks | xltx
xlsm | Excel workbooks with macros | xltm xlam
xlsb | Excel workbooks of the binary form
pptx | PowerPoint presentations | ppsx potx thmx
pptm | PowerPoint presentations with macros | ppsm potm ppam
vsdx | Visio drawings | vstx vssx vsdm vstm vssm
xps | XPS documents | oxps
odt | OpenDocument texts | ott odm oth
ods | OpenDocument spreadsheets | ots
odp | OpenDocument presentations | otp
odg | OpenDocument drawings | otg odf odc odb
epub | e-books
pages | Pages documents
numbers | Numbers spreadsheets
key | Keynote presentations
apk | Android programs | aab xapk
ipa | iOS programs
appx | Windows apps | msix appxbundle msixbundle
jar | Java archives | war ear aar
zip | zip archives | zipx kmz whl egg xpi cbz nupkg vsix 3mf oxt usdz npz sketch idml xmind pt pth
ole2 | Office files of the old form | doc xls ppt msg msi dot xlt pub vsd wps mpp db
encrypted_office | Office files with a password | docx docm xlsx xlsm xlsb pptx pptm vsdx dotx ppsx
doc | Word documents of the old form | dot wiz
xls | Excel workbooks of the old form | xlt xla xlw
ppt | PowerPoint presentations of the old form | pps pot
msg | Outlook messages | oft
msi | Windows installers | msp mst
vsd | Visio drawings of the old form | vss vst
pub | Publisher documents
rtf | RTF documents
ps | PostScript files | eps ai
djvu | DjVu documents | djv
onenote | OneNote notebooks | one onetoc2
tnef | Outlook's winmail.dat files | dat
pst | Outlook data files | ost pab
exe | Windows programs | dll scr sys com cpl ocx pif efi drv mui winmd pyd
macho | macOS programs | dylib app bundle o so
elf | Linux programs | so o bin ko run appimage axf
class | Java programs
wasm | WebAssembly programs
lnk | Windows shortcuts
dex | Android programs | odex
pickle | pickled Python objects | pkl pck pcl joblib p sav
swf | Flash films
chm | Windows help files
deb | Debian packages | udeb
rpm | RPM packages
crx | browser extensions
gz | gzip archives | tgz gzip svgz emz wmz
bz2 | bzip2 archives | tbz tbz2
xz | xz archives | txz
zst | Zstandard archives | tzst
lz4 | LZ4 archives
z | compress archives | taz
7z | 7-Zip archives
rar | RAR archives | cbr
cab | Windows cabinet archives
ar | ar archives | a lib
arj | ARJ archives
lha | LHA archives | lzh
ace | ACE archives
tar | tar archives | ova gem crate
iso | disc images | img
dmg | macOS disc images
vhd | disc images | vhdx vmdk qcow2 vdi
sqlite | SQLite databases | db sqlite3 db3 gpkg mbtiles s3db
mdb | Access databases | accdb mde accde
kdbx | KeePass password stores | kdb
luks | encrypted discs | img
parquet | Parquet tables
avro | Avro tables
arrow | Arrow tables | feather ipc
orc | ORC tables
hdf5 | HDF5 data | h5 hdf nc mat
npy | NumPy arrays
png | PNG images | apng
jpg | JPEG images | jpeg jpe jfif mpo
gif | GIF images
bmp | bitmap images | dib
tiff | TIFF images | tif dng nef cr2 arw
webp | WebP images
heic | HEIC images | heif avif hif
ico | icons | cur
psd | Photoshop images | psb
jp2 | JPEG 2000 images | jpx j2k jpf
jxl | JPEG XL images
wmf | Windows metafiles
emf | Windows metafiles
dicom | medical images | dcm
dwg | AutoCAD drawings
mp4 | videos | m4v mov 3gp 3g2 f4v m4a m4b qt
mkv | videos | webm mka mks
avi | videos
flv | videos
asf | videos | wmv wma
mpg | videos | mpeg vob mpe m2v
mp3 | sound files | mp2
m4a | sound files | mp4 m4b
ogg | sound files | oga ogv opus spx
flac | sound files
wav | sound files
aiff | sound files | aif aifc
amr | sound files
aac | sound files | adts
midi | sound files | mid kar rmi
ttf | fonts | otf dfont
otf | fonts | ttf
ttc | fonts | otc
woff | fonts
woff2 | fonts
der | certificates and keys | cer crt p12 pfx p7b p7c p7m p7s
jks | Java key stores | keystore
pcap | network records | pcapng cap
evtx | Windows event logs
"""
_TEXT = """
txt | text files | text asc me
csv | tables
tsv | tables | tab
html | web pages | htm xhtml xht
svg | SVG drawings
xml | XML files | plist rss atom xsd xsl xslt xaml wsdl kml gpx resx config
json | JSON files | geojson webmanifest har
jsonl | JSON lines | ndjson
ipynb | notebooks
eml | e-mail files | mht mhtml emlx
mbox | mailboxes | mbx
ics | calendar entries | ical ifb
vcf | contact cards | vcard
pem | keys and certificates | crt key cer pub csr
pgp | PGP messages and keys | asc gpg sig
"""


def _kinds(table: str) -> dict[str, Kind]:
    rows = (tuple(cell.strip() for cell in row.split("|")) for row in table.strip().splitlines())
    return {row[0]: Kind(row[0], row[1], tuple(" ".join(row[2:]).split())) for row in rows}


TEXTS: Mapping[str, Kind] = MappingProxyType(_kinds(_TEXT))
BINARIES: Mapping[str, Kind] = MappingProxyType(_kinds(_BINARY))

ZIP = BINARIES["zip"]
PDF = BINARIES["pdf"]
UNKNOWN = Kind("unknown", "files of this kind")
MAIL = TEXTS["eml"]
TEXT = TEXTS["txt"]
HTML = TEXTS["html"]
CSV = TEXTS["csv"]
TSV = TEXTS["tsv"]

_ZIP_LIKE = (
    "zip docx docm xlsx xlsm xlsb pptx pptm vsdx xps odt ods odp odg epub pages numbers key "
    "apk ipa appx jar"
)
ZIP_LIKE = frozenset(_ZIP_LIKE.split())

# Read as they stand; the ending is taken at its word, because text has no signature.
_PLAIN = (
    "md markdown log yaml yml toml ini cfg conf env properties sql py pyi pyw js mjs cjs jse ts "
    "tsx jsx java kt c h cc cpp hpp cs go rs rb php pl pm lua r sh bash zsh fish command ps1 psm1 "
    "bat cmd vbs vbe wsf wsh hta reg desktop scf url inf css scss less tex bib rst adoc org diff "
    "patch srt vtt tf hcl gradle dockerfile makefile proto graphql vue swift scala sbt jsonc lock"
)
PLAIN_ENDINGS = frozenset(_PLAIN.split())
TEXT_ENDINGS = PLAIN_ENDINGS.union(*({kind.name, *kind.endings} for kind in TEXTS.values()))
BINARY_ENDINGS = frozenset(
    ending for kind in BINARIES.values() for ending in (kind.name, *kind.endings)
)
