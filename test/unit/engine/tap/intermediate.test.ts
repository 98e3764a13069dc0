import { expect, it } from 'vitest';
import { asCalledFunction } from '../../../../app/engine/tap/intermediate.ts';

const module = `; ModuleID = 'a"b.c; @xdp_one'
source_filename = "a\\22b.c"
@message = internal constant [24 x i8] c"@xdp_one section \\22xdp\\22;\\00", section ".rodata", align 1
@_license = dso_local global [4 x i8] c"GPL\\00", section "license", align 1
@llvm.used = appending global [2 x i8*] [i8* bitcast (i32 (i8*)* @xdp_one to i8*), i8* bitcast (i32 (i8*)* @xdp_one_more to i8*)]
define dso_local i32 @xdp_one_more(i8* %0) #0 section "xdp" !dbg !10 {
  %2 = call i32 @xdp_one(i8* %0), !dbg !12
  ret i32 %2
}
define weak dso_local i64 @xdp_one(i8* nocapture readonly %0) #0 section "xdp_old" !dbg !11 {
  ret i64 1
}
!10 = distinct !DISubprogram(name: "xdp_one_more", scope: !3, line: 4, type: !72, unit: !2)
!11 = distinct !DISubprogram(name: "xdp_one", scope: !3, line: 8, type: !72, unit: !2)
!12 = !DILocation(line: 5, scope: !10)
`;

it('takes one program out of its section and renames it wherever it is meant, and nowhere else', () => {
  const called = asCalledFunction(module, 'xdp_one');
  expect(called?.section).toBe('xdp_old');
  const text = called?.text ?? '';
  expect(text).toContain(
    'define weak dso_local hidden i64 @xdp_lab_called_xdp_one(i8* nocapture readonly %0) #0 !dbg !11 {',
  );
  expect(text).toContain('call i32 @xdp_lab_called_xdp_one(i8* %0)');
  expect(text).toContain('(i32 (i8*)* @xdp_lab_called_xdp_one to i8*)');
  expect(text).toContain('c"@xdp_one section \\22xdp\\22;\\00"');
  expect(text).toContain(`; ModuleID = 'a"b.c; @xdp_one'`);
  expect(text).toContain('define dso_local i32 @xdp_one_more(i8* %0) #0 section "xdp" !dbg !10 {');
});

it('describes it as int (void *), in metadata of its own', () => {
  const text = asCalledFunction(module, 'xdp_one')?.text ?? '';
  expect(text).toContain('name: "xdp_lab_called_xdp_one", scope: !3, line: 8, type: !13,');
  expect(text).toContain('name: "xdp_one_more", scope: !3, line: 4, type: !72,');
  expect(text).toContain('!13 = !DISubroutineType(types: !14)');
});

it('finds no program where the name is only part of one, or in another section', () => {
  expect(asCalledFunction(module, 'xdp_on')).toBeUndefined();
  expect(asCalledFunction('define i32 @f(i8* %0) section "tc" {\n}\n', 'f')).toBeUndefined();
  expect(asCalledFunction('define i32 @f(i8* %0) {\n}\n', 'f')).toBeUndefined();
  expect(asCalledFunction('', 'f')).toBeUndefined();
});
