import 'server-only'
import { errorCode, PlainError } from '@/lib/core/errors'

/** What a database and its lock need of a folder, by what a system says that has it not. */
const lacks: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'it allows no hard links, or this user may not write there',
  EROFS: 'it is read-only',
  ENOSPC: 'it is full',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'it, or a folder above it, is a file',
  ENAMETOOLONG: 'its name is too long',
  EEXIST: 'it is a file',
  ENOENT: 'a folder above it is missing and cannot be made',
  ENOTSUP: 'its file system has no hard links',
  EOPNOTSUPP: 'its file system has no hard links',
  ENOSYS: 'its file system has no hard links',
  EMLINK: 'its file system has no hard links',
}

/** What stopped work in the data directory: an error of the file system in plain words, any other as it is. */
export function explainDataDir(dataDir: string, error: unknown): unknown {
  const code = errorCode(error)
  if (code === null || error instanceof PlainError) return error
  const lack = Object.hasOwn(lacks, code) ? lacks[code] : 'its file system does not do what a database needs'
  return new PlainError(
    `${dataDir} cannot hold the database: ${lack} (${code}). Set DESK_DATA_DIR to a folder on a local disk that this user can write, or DATABASE_URL to use PostgreSQL.`,
    { cause: error },
  )
}
